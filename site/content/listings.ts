import type { Locale } from '../i18n/index.ts';
import type { HighlightedLanguage } from './highlight.ts';
import { fileIn, inLanguage, type ProgramFile } from './in-language.ts';
import { partOf } from './part-of.ts';

const sources = import.meta.glob<string>(['../../lessons/listings/*.py', '../../lessons/programs/*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const outputs = import.meta.glob<string>('../../lessons/listings/*.out', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface Listing {
  file: string;
  language: HighlightedLanguage;
  /** Without a newline at the end. */
  text: string;
  /** Number of the first line of `text` in the file, from 1. */
  from: number;
  to: number;
  whole: boolean;
}

/**
 * A listing by its name without ending, or a program in TypeScript by its name with it; whole or one part of it: a class, a
 * function, or `Class.method`. Its comments are in the language. Throws if there is none.
 */
export function listing(name: string, lang: Locale, part?: string): Listing {
  const [path, source] = find(sources, name);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const lines = inLanguage(source, file, lang).trimEnd().split('\n');
  const [from, to] = part === undefined ? [1, lines.length] : partOf(lines, part, file);
  const language = file.endsWith('.py') ? 'python' : 'typescript';
  return { file, language, text: lines.slice(from - 1, to).join('\n'), from, to, whole: part === undefined };
}

/** A whole listing as a file of an editor. */
export function listingFile(name: string, lang: Locale): ProgramFile {
  const [path, source] = find(sources, name);
  return fileIn(lang, path.slice(path.lastIndexOf('/') + 1), source);
}

/** Reads the output that a listing printed in the tests. */
export function output(name: string): { file: string; text: string } {
  const [path] = find(sources, name);
  return { file: path.slice(path.lastIndexOf('/') + 1), text: find(outputs, name)[1].trimEnd() };
}

/** Names of all listings in Python. */
export const pythonListings = (): string[] =>
  Object.keys(sources)
    .filter((path) => path.endsWith('.py'))
    .map((path) => path.replace(/^.*\/|\.py$/g, ''))
    .toSorted();

/** A listing in Python and all that it imports of the other ones, itself first. */
export function withImports(name: string, lang: Locale): ProgramFile[] {
  const known = pythonListings();
  const found = new Map<string, ProgramFile>();
  const add = (each: string) => {
    if (found.has(each)) return;
    const one = listingFile(each, lang);
    found.set(each, one);
    for (const [, module] of one.text.matchAll(/^\s*(?:from|import)\s+(\w+)/gm))
      if (known.includes(module!)) add(module!);
  };
  add(name);
  return [...found.values()];
}

function find(files: Record<string, string>, name: string): [string, string] {
  const found = Object.entries(files).find(([path]) => path.replace(/^.*\/|\.(?:py|out)$/g, '') === name);
  if (!found) {
    const known = Object.keys(files).map((path) => path.replace(/^.*\//, ''));
    throw new Error(`No file for the listing "${name}". There are: ${known.join(', ') || 'none'}`);
  }
  return found;
}
