import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['simulator', 'site']
  .flatMap((top) => readdirSync(root + top, { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`))
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(?:ts|svelte|astro|mjs|py)$/.test(name))
  .toSorted();
const text = (name: string) => readFileSync(root + name, 'utf8');

/** Finds docstrings of TypeScript, Svelte, Astro and Python that begin with a question word, not with a noun or a verb. */
const RIDDLE =
  /(?:\/\*\*|"""|<!--)[\s*]*(?:(?:What|Who|When|Which|How)(?:ever)?|Whose|Whom|Where|Wherever|Why|Whether)\b/g;

/** Finds docstrings whose first sentence is a question: `Is it X?` says less than `Tells whether it is X.` */
const QUESTION = /(?:\/\*\*|"""|<!--)[\s*]*(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Can|May|Must|Will)\b[^.:;?]*\?/g;

test('a docstring begins with a noun or a verb', () => {
  // The Python programs below `test/` are what learners write; this file has riddles to find.
  const ofTests = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(?:ts|mjs)$/.test(name) && !name.startsWith('test/.cache/') && name !== 'test/words.test.ts');
  expect(ofTests.length).toBeGreaterThan(300);
  const all = [...sources, ...ofTests];
  expect(all.filter((name) => text(name).match(RIDDLE) ?? text(name).match(QUESTION))).toEqual([]);
});

const DOCSTRING = /\/\*\*([\s\S]*?)\*\/|"""([\s\S]*?)"""/g;
const MOST = 20;

/** Finds sentences of docstrings that are too long; code between backticks is one word, and a colon ends a sentence. */
const longSentences = (source: string): string[] =>
  [...source.matchAll(DOCSTRING)]
    .map(([, typescript, python]) => (typescript ?? python)!.replaceAll(/^\s*\*/gm, ' ').replaceAll(/`[^`]*`/g, 'code'))
    .flatMap((docstring) => docstring.replaceAll(/\s+/g, ' ').split(/(?<=[.!?:;]) |@\w+/))
    .filter((sentence) => sentence.split(' ').filter((word) => /\w/.test(word)).length > MOST);

test('a sentence of a docstring has at most 20 words', () => {
  expect(sources.flatMap((name) => longSentences(text(name)).map((sentence) => `${name}: ${sentence}`))).toEqual([]);
});

test('the check counts the words of a sentence in every language of the sources', () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');
  expect(longSentences(`/** Short. ${words(20)}. */ """${words(20)}: ${words(3)}"""`)).toEqual([]);
  expect(longSentences(`/**\n * ${words(15)}\n * ${words(6)}.\n */`)).toHaveLength(1);
  expect(longSentences(`"""Short.\n\n${words(21)}"""`)).toHaveLength(1);
});

test('an exported name has one meaning', () => {
  const files = new Map<string, string[]>();
  // Learners import the library of `typescript/`: its names are those of the Python package. Astro names what a page exports.
  const ours = sources.filter((name) => !/^(?:simulator\/typescript\/library|site\/pages)\//.test(name));
  const exported = /^export (?:declare |abstract |async )*(?:class|interface|type|enum|const|let|function\*?) (\w+)/gm;
  for (const file of ours)
    for (const [, name] of text(file).matchAll(exported)) files.set(name!, [...(files.get(name!) ?? []), file]);
  // One builds the statement of a scenario, the other is what that statement calls.
  files.delete('wait');
  expect(files.size).toBeGreaterThan(1000);
  expect([...files].filter(([, where]) => new Set(where).size > 1)).toEqual([]);
});

test('what is exported has one name', () => {
  expect(sources.filter((name) => /^export \{[^}]*\bas\b/m.test(text(name)))).toEqual([]);
});

test('a type has a term of the field for its name, not a figure of speech', () => {
  const figures =
    'Ask|Bell|Board|Crew|Errand|Exchange|Facts|Hand|InHand|Kit|Misfit|Outbox|Packet|Parcel|Parking|Part|Pick|Place|Rounds|' +
    'Seat|Slip|Staff|Take|Theatre|Told|Way|Wish|Wishes|Witness|World';
  const named = new RegExp(`^\\s*(?:export )?(?:abstract )?(?:class|interface|type) (?:${figures})\\b`, 'm');
  expect(named.test('interface Told {')).toBe(true);
  expect(sources.filter((name) => named.test(text(name)))).toEqual([]);
});

test('a link of a comment leads to a name of its file', () => {
  const lost = sources.flatMap((name) => {
    const code = text(name).replaceAll(/\/\*[\s\S]*?\*\//g, '');
    return [...text(name).matchAll(/\{@link ([\w.]+)\}/g)]
      .filter(([, to]) => !to!.split('.').every((part) => new RegExp(`\\b${part}\\b`).test(code)))
      .map(([, to]) => `${name}: ${to}`);
  });
  expect(lost).toEqual([]);
});

test('the check finds riddles in every language of the sources', () => {
  const riddles = [
    '/** What it is. */',
    '/**\n * Whoever asks.\n */',
    '"""Who runs.',
    '<!-- What follows -->',
    '/** How. */',
  ];
  expect(riddles.map((riddle) => riddle.match(RIDDLE)?.length)).toEqual([1, 1, 1, 1, 1]);
  const nouns = ['/** Whatsoever. */', '/** Whole numbers. */', '/** Whereabouts. */', '/** Whitespace. */'];
  expect(nouns.filter((noun) => noun.match(RIDDLE))).toEqual([]);
  expect('/** Is it? */ """Does `a` run?'.match(QUESTION)).toHaveLength(2);
  expect('/** Does a job. Is it? */'.match(QUESTION)).toBeNull();
});

test('a data attribute of a page is a text or absent: Astro would write "false" for what `&&` gives', () => {
  const wrong = /\bdata-[\w-]+=\{[^}]*&&/;
  expect(wrong.test('<a data-first={why && words.first}>')).toBe(true);
  expect(sources.filter((name) => name.endsWith('.astro') && wrong.test(text(name)))).toEqual([]);
});
