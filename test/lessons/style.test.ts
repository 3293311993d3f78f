import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { saidIn, type Said } from './said.ts';

/** Docstrings and comments of a listing, and what it prints, are read as well: all of it but its names. */
const listing = (source: string): string => source.replaceAll(/\b\w*_\w*\b/g, '');

/** Patterns that no English text for a reader uses, each with the words to use instead. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bwhoever\b/gi, 'the worker, the caller, the thread that …'],
  [/\b(?:some|no|every|any)body\b/gi, 'a thread, no worker, every reader'],
  [/,\s+for\s+(?!example\b|instance\b|each\b|every\b|ever\b)[\w`]/gi, 'because, or a sentence of its own'],
  [/\bFor (?:it|they|we|there)\b/g, 'because'],
  [/\b(?:is|are|was|were|be) through\b/gi, 'has ended'],
  [/\bmend(?:s|ed|ing)?\b/gi, 'repair'],
  [/\b(?:a|the|one|another|each|its) (?:\w+ )?look\b(?! (?:at|for|like|as|right|the same)\b)|\bthe look\b/gi, 'check'],
  [/\b(?:an|the|no|one) (?:\w+ )?act\b/gi, 'action'],
  [/\bplaces?\b(?<!\btakes? place)/gi, 'slot of a queue, point of a program, index of a list'],
  [/\blook(?:s|ed|ing)?(?: it| them)? up\b/gi, 'check, find'],
  [/\b(?:stages?|bench)\b/gi, 'pool view, editor'],
];

const found = (texts: Said[], pattern: RegExp): string[] =>
  texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map((hit) => `${file}: …${text.slice(Math.max(0, hit.index - 30), hit.index + 40)}…`),
  );

const english = saidIn('en');

test('there are texts of lessons, interface, exercises, levels and guide to count in', () => {
  expect(english.length).toBeGreaterThan(100);
  expect(english.every(({ text }) => text.length > 0)).toBe(true);
  expect(english.some(({ file }) => file.endsWith('workshop.mdx'))).toBe(true);
});

test.each(PATTERNS)('English has none of %s: it says %s', (pattern) => {
  expect(found(english, pattern)).toEqual([]);
});

const MOST_WORDS = 20;

/** Sentences that have too many words. Code between backticks is one word, and full stops in it end nothing. */
const tooLong = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((block) => block.replaceAll(/`[^`]*`/g, 'code').split(/(?<=[.!?…]["'”’)]*)\s+/))
    .filter((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > MOST_WORDS);

test(`a sentence for a reader has at most ${MOST_WORDS} words`, () => {
  expect(english.flatMap(({ file, text }) => tooLong(text).map((sentence) => `${file}: ${sentence}`))).toEqual([]);
});

test('the count of words ends a sentence at its mark, and takes code as one word', () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');
  expect(tooLong(`${words(20)}. ${words(20)}?\n${words(20)}\n“${words(12)}.” ${words(12)}`)).toEqual([]);
  expect(tooLong(`${words(19)} \`a. b c\` – 0.1.`)).toHaveLength(1);
  expect(tooLong(`${words(15)}: ${words(6)}`)).toHaveLength(1);
  expect(tooLong(`Short. ${words(15)}; ${words(6)}. Short.`)).toHaveLength(1);
});

test('emphasis is opened with one asterisk or two', () => {
  const files = globSync('lessons/{en,zh-cn}/{*,pages/*}.mdx').map((file) => ({
    file,
    text: readFileSync(file, 'utf8'),
  }));
  expect(found(files, /\*{3}/g)).toEqual([]);
});

/** Docstrings and comments of a program, a line each; names and what stands between backticks are code. */
const remarks = (source: string): string =>
  [...source.matchAll(/"""([\s\S]*?)"""|\/\*\*([\s\S]*?)\*\/|((?:^[ \t]*(?:#|\/\/) .*\n)+)|(?:#|\/\/) (.*)$/gm)]
    .map(([, python, typescript, block, comment]) => python ?? typescript ?? block ?? comment!)
    .flatMap((remark) => remark.replaceAll(/^[ \t]*(?:#|\/\/|\*) ?/gm, '').split(/\n\s*\n/))
    .map((remark) => remark.replaceAll(/\s+/g, ' ').replaceAll(/`[^`]*`/g, '`code`'))
    .join('\n');

const programs = globSync('lessons/{listings,programs,museum/*,exercises/*}/*.{py,ts}').map((file) => ({
  file,
  text: remarks(readFileSync(file, 'utf8')),
}));

test('listings, exercises and programs say it in these words, too', () => {
  expect(programs.length).toBeGreaterThan(200);
  expect(PATTERNS.flatMap(([pattern]) => found(programs, pattern))).toEqual([]);
  expect(programs.flatMap(({ file, text }) => tooLong(text).map((sentence) => `${file}: ${sentence}`))).toEqual([]);
});

test('what programs print speaks of threads and workers', () => {
  const outputs = globSync('lessons/{listings,museum/*}/*.out').map((file) => ({
    file,
    text: listing(readFileSync(file, 'utf8')),
  }));
  expect(outputs.length).toBeGreaterThan(80);
  expect(found(outputs, /\b(?:some|no|every|any)body\b|\bwhoever\b/gi)).toEqual([]);
});

test('the count finds each pattern, and leaves alone the same words in another sense', () => {
  const wrong = [
    'Whoever asks.',
    'Then nobody is left.',
    'It waits, for it has to.',
    'For they know.',
    'It is through.',
    'Mend it.',
    'After the second look, go on.',
    'A check, then an act.',
    'There is no place.',
    'It looks up.',
    'See the stage.',
  ];
  const right = [
    'Whatever happens, whichever it is.',
    'no body, somewhere',
    'Wait, for example, for ever.',
    'For the record.',
    'It goes through a queue.',
    'Amend it.',
    'Let them look at it.',
    'Threads act on a queue.',
    'It takes place.',
    'They next look at it.',
    'See the queue.',
  ];
  const hits = (text: string) => PATTERNS.map(([pattern]) => found([{ file: '', text }], pattern).length);
  wrong.forEach((text, at) => expect(hits(text).map(Boolean).indexOf(true), text).toBe(at));
  right.forEach((text) =>
    expect(
      hits(text).reduce((sum, count) => sum + count),
      text,
    ).toBe(0),
  );
});

const HAN = String.raw`[\u3400-\u9fff]`;

/** Slips of typesetting in a Chinese text, each with the rule. Code, tags and addresses are taken out first. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${HAN}[,;:?!]`, 'gu'), 'full-width ，；：？！ after a Chinese character'],
  [new RegExp(`${HAN}\\.(?!\\w)`, 'gu'), '。 at the end of a sentence'],
  [new RegExp(`${HAN}[()]|[()]${HAN}`, 'gu'), 'full-width （ ） around Chinese'],
  [new RegExp(`${HAN}["']|["']${HAN}`, 'gu'), 'quotation marks “ ”'],
  [/\.{3}(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\.{3}/gu, '……'],
  [new RegExp(`${HAN} +${HAN}`, 'gu'), 'no space between Chinese characters'],
  [/[，。；：？！] +(?=[\u3400-\u9fffA-Za-z0-9`])/gu, 'no space after full-width punctuation'],
  [/ +[，。；：？！）]/gu, 'no space before full-width punctuation'],
  [/[，。；：、][，。；：、]/gu, 'one mark at a time'],
  [/的的|了了|(?<!现)在在|是是/gu, 'a word once'],
];

/** Code is no prose: what stands beside it is. */
const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, 'x');

test.each(SLIPS)('Chinese has none of %s: %s', (slip) => {
  const texts = saidIn('zh-cn').map(({ file, text }) => ({ file, text: withoutCode(text) }));
  expect(found(texts, slip)).toEqual([]);
});
