import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface ClaimSource {
  number: number;
  name: string;
  /** The address at which to read it; an experiment has none, it is a file of this project. */
  href?: string;
}

const pages = new WeakMap<object, ClaimSource[]>();

/** The sources named so far on the page that owns `locals`, in the order in which they were first named. */
export function sourcesOf(locals: object): ClaimSource[] {
  const sources = pages.get(locals) ?? [];
  pages.set(locals, sources);
  return sources;
}

/** The number of a source on this page: one source keeps one number, however often it is named. */
export function cite(locals: object, name: string, href?: string): ClaimSource {
  const sources = sourcesOf(locals);
  const known = sources.find((source) => source.name === name && source.href === href);
  if (known) return known;
  const source: ClaimSource = { number: sources.length + 1, name, ...(href !== undefined && { href }) };
  sources.push(source);
  return source;
}

/** The test that shows a claim: the file below test/ whose name starts with the experiment's id, or else the id itself. */
export function experimentFile(id: string): string {
  // Looked for once: a folder of caches in there has thousands of files.
  tests ??= globSync('**/*.{ts,mjs,py}', { cwd: 'test', exclude: ['.cache'] });
  const file = tests.find((path) => basename(path).split('.')[0] === id);
  return file ? join('test', file) : id;
}

let tests: readonly string[] | undefined;
