import { globSync, readFileSync } from 'node:fs';
import { mdxToMdast } from 'satteri';
import type { Locale } from '../../site/i18n/languages.ts';

/** Texts that a reader sees, in one line each, with the file that says them. */
export interface Said {
  file: string;
  text: string;
}

interface Node {
  type: string;
  value?: string;
  name?: string | null;
  attributes?: { name: string; value?: string | { value: string } | null }[];
  children?: Node[];
}

/** Props of components that are texts for the reader; all others are ids, names and settings. */
const TEXTS = new Set(['question', 'questions', 'options', 'because', 'title', 'label', 'by']);

const BLOCKS = new Set(['paragraph', 'heading', 'tableCell']);

/** Every text of a JSON value: keys and ids are names, not text. */
const stringsOf = (value: unknown, key = ''): string[] => {
  if (typeof value === 'string') return key === 'id' ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inside]) => stringsOf(inside, name));
};

/** The text of one block, with code kept between backticks. */
const inline = (node: Node): string => {
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  return (node.value ?? '') + (node.children ?? []).map(inline).join('');
};

function blocks(node: Node): string[] {
  if (node.type === 'yaml') return [...node.value!.matchAll(/^\s*(?:\w+: |- )"?(.*?)"?$/gm)].map(([, text]) => text!);
  const props = (node.attributes ?? [])
    .filter(({ name, value }) => TEXTS.has(name) && value)
    .flatMap(({ value }) =>
      stringsOf(typeof value === 'string' ? value : (new Function(`return (${value!.value})`)() as unknown)),
    );
  // A component within a sentence, such as a claim, has a source that is named in a tooltip.
  if (BLOCKS.has(node.type)) return [inline(node)];
  const own = node.name && node.children?.every(({ type }) => type === 'text') ? [inline(node)] : [];
  return [...props, ...own, ...(own.length > 0 ? [] : (node.children ?? []).flatMap(blocks))];
}

const mdx = (file: string): string =>
  blocks(mdxToMdast(readFileSync(file, 'utf8'), { features: { frontmatter: true } }) as Node).join('\n');

/** The messages of a file of the interface, without keys and without the names of holes that values go into. */
const messages = (source: string): string =>
  [
    ...source
      .replaceAll(/^(?:import|export \* |\s*\/?\*).*$/gm, '')
      .matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g),
  ]
    .map(([, single, double, back]) => (single ?? double ?? back)!)
    .join('\n');

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** Everything that a language says to readers: lessons, guide, glossary, interface, exercises and levels. */
export const saidIn = (lang: Locale): Said[] =>
  [
    ...globSync(`lessons/${lang}/{*,pages/*}.mdx`).map((file) => ({ file, text: mdx(file) })),
    ...globSync(`lessons/${lang}/*.json`).map((file) => ({ file, text: stringsOf(json(file)).join('\n') })),
    ...globSync(`site/i18n/${lang}/!(index).ts`).map((file) => ({ file, text: messages(readFileSync(file, 'utf8')) })),
    ...globSync('lessons/{exercises,museum}/*/{exercise,entry}.json').map((file) => ({
      file,
      text: stringsOf((json(file)['texts'] as Record<string, unknown>)[lang]).join('\n'),
    })),
    {
      file: 'lessons/exercises/messages.json',
      text: stringsOf(json('lessons/exercises/messages.json')[lang]).join('\n'),
    },
  ].map(({ file, text }) => ({ file, text: text.replaceAll(/\{\w+\}/g, '{}') }));
