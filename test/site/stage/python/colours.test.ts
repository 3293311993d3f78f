import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { coloured } from '../../../../site/stage/python/colours.ts';

const kinds = (source: string) =>
  coloured(source).flatMap(({ text, kind }) => (kind ? [`${kind.slice(3)} ${text}`] : []));

test('keywords, names, numbers, strings and comments have their colours', () => {
  expect(kinds('def run(self, n=10):  # once\n    return f"{n}" if n else None')).toEqual([
    'keyword def',
    'function run',
    'self self',
    'number 10',
    'comment # once',
    'keyword return',
    'string f"{n}"',
    'keyword if',
    'keyword else',
    'number None',
  ]);
  expect(kinds('class Work(Thread): pass')).toEqual(['keyword class', 'type Work', 'keyword pass']);
});

test('no keyword is found within a name, a string or a comment, and no comment within a string', () => {
  expect(kinds('format_in = is_or2')).toEqual([]);
  expect(kinds("x = 'not # in'")).toEqual(["string 'not # in'"]);
  expect(kinds('# if "this"')).toEqual(['comment # if "this"']);
  expect(kinds('x1 = 2')).toEqual(['number 2']);
  expect(kinds('变量 = 1')).toEqual(['number 1']);
});

test('a string may go over lines, hold quotes, or have no end', () => {
  expect(kinds('"""a\n"b" if\n"""')).toEqual(['string """a\n"b" if\n"""']);
  expect(kinds(String.raw`'it\'s' or rb"\"`)).toEqual([
    String.raw`string 'it\'s'`,
    'keyword or',
    String.raw`string rb"\"`,
  ]);
  expect(kinds("'open\nif")).toEqual(["string 'open", 'keyword if']);
  expect(kinds('"""open if')).toEqual(['string """open if']);
});

test('every listing comes out as it went in', () => {
  const folder = new URL('../../../../lessons/listings/', import.meta.url);
  const listings = readdirSync(folder).filter((name) => name.endsWith('.py'));
  expect(listings.length).toBeGreaterThan(10);
  for (const name of listings) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(
      coloured(text)
        .map((run) => run.text)
        .join(''),
      name,
    ).toBe(text);
  }
});
