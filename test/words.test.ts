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

/** Sentences of a text that are too long; a colon ends one. */
const tooLong = (prose: string): string[] =>
  prose
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?:;]) |@\w+/)
    .filter((sentence) => sentence.split(' ').filter((word) => /\w/.test(word)).length > MOST);

/** Finds long sentences of docstrings; code between backticks is one word. */
const longSentences = (source: string): string[] =>
  [...source.matchAll(DOCSTRING)]
    .map(([, typescript, python]) => (typescript ?? python)!.replaceAll(/^\s*\*/gm, ' ').replaceAll(/`[^`]*`/g, 'code'))
    .flatMap(tooLong);

test('a sentence of a docstring has at most 20 words', () => {
  expect(sources.flatMap((name) => longSentences(text(name)).map((sentence) => `${name}: ${sentence}`))).toEqual([]);
});

/** Finds long sentences of a document, without its code, its tables and its titles. A new line of a list begins one. */
const longInDocument = (document: string): string[] =>
  document
    .replaceAll(/^```[\s\S]*?^```|^[|#].*$/gm, '\n\n')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .split(/\n\s*\n|\n\s*(?:[-*]|\d+\.) /)
    .flatMap((paragraph) => tooLong(paragraph.replaceAll(/`[^`]*`/g, 'code')));

test('a sentence of a document has at most 20 words', () => {
  const inFolders = ['simulator', 'site', 'test'].flatMap((top) =>
    readdirSync(root + top, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${top}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const documents = inFolders.filter((name) => name.endsWith('README.md') && !name.startsWith('test/.cache/'));
  expect(documents.length).toBeGreaterThan(20);
  const all = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', ...documents];
  expect(all.flatMap((name) => longInDocument(text(name)).map((sentence) => `${name}: ${sentence}`))).toEqual([]);
});

/** Finds long sentences of comments to the end of a line. Two spaces separate the columns of a table in one. */
const longInComments = (source: string): string[] =>
  [...source.matchAll(/(?:^[ \t]*(?:\/\/|#(?!!)).*\n)+/gm)]
    .flatMap(([block]) => block.replaceAll(/^[ \t]*(?:\/\/|#)/gm, '').split(/[^\S\n]{2,}|\n\s*\n/))
    .flatMap((part) => tooLong(part.replaceAll(/`[^`]*`/g, 'code')));

test('a sentence of a comment has at most 20 words', () => {
  const code = sources.filter((name) => !name.startsWith('site/public/'));
  expect(code.flatMap((name) => longInComments(text(name)).map((sentence) => `${name}: ${sentence}`))).toEqual([]);
});

test('the check counts the words of a sentence in every language of the sources', () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');
  expect(longSentences(`/** Short. ${words(20)}. */ """${words(20)}: ${words(3)}"""`)).toEqual([]);
  expect(longSentences(`/**\n * ${words(15)}\n * ${words(6)}.\n */`)).toHaveLength(1);
  expect(longSentences(`"""Short.\n\n${words(21)}"""`)).toHaveLength(1);
  expect(longInDocument(`# ${words(21)}\n\n- ${words(20)}\n- \`${words(30)}\` [${words(20)}](to)\n`)).toHaveLength(1);
  expect(longInComments(`// ${words(15)}\nrun();\n// ${words(15)}\n// ${words(6)}.\n`)).toHaveLength(1);
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
