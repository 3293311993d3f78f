import { describe, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import en from '../../site/i18n/en/index.ts';
import { format } from '../../site/i18n/format.ts';
import { allWords, words, type Room } from '../../site/i18n/words.ts';
import { alternate, barePath, localeFor, localeOf, localePath, locales } from '../../site/i18n/index.ts';

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  typeof tree === 'string'
    ? [[path, tree]]
    : Object.entries(tree).flatMap(([key, inner]) => leaves(inner as Tree, `${path}.${key}`));
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

const others = locales.filter((lang) => lang !== 'en');

test('a room in a folder is in the table of its language, so that no room is left out of these tests', () => {
  for (const lang of locales) {
    const files = readdirSync(new URL(`../../site/i18n/${lang}`, import.meta.url)).map((name) => name.slice(0, -3));
    // The stage's sentences stand in a file of their own, as a part of the stage.
    const rooms = files.filter((name) => name !== 'index' && name !== 'stage-say');
    expect(Object.keys(allWords[lang]).toSorted()).toEqual(rooms.toSorted());
  }
});

describe.each(others.flatMap((lang) => (Object.keys(en) as Room[]).map((room) => [room, lang] as const)))(
  'the words of %s in %s',
  (room, lang) => {
    const english = words('en', room) as unknown as Tree;
    const other = new Map(leaves(words(lang, room) as unknown as Tree));
    test('are all there, and no more', () => {
      expect([...other.keys()]).toEqual(leaves(english).map(([path]) => path));
    });
    test('have the placeholders of the English ones', () => {
      for (const [path, text] of leaves(english)) expect([path, holes(other.get(path)!)]).toEqual([path, holes(text)]);
    });
  },
);

test('a placeholder without a value stays, so that the mistake is seen', () => {
  expect(format('{a} and {b}', { a: 0 })).toBe('0 and {b}');
});

test('a page knows its address in each language', () => {
  expect(localePath('en', '/course/')).toBe('/course/');
  expect(localePath('zh-cn', 'lessons/five-parts#steps')).toBe('/zh-cn/lessons/five-parts/#steps');
  expect(alternate('/zh-cn/course/', 'en')).toBe('/course/');
  expect(alternate('/', 'zh-cn')).toBe('/zh-cn/');
  expect(barePath('/zh-cn/')).toBe('/');
  expect([localeOf('/zh-cn'), localeOf('/zh-cnx/'), localeOf('/')]).toEqual(['zh-cn', 'en', 'en']);
});

test('a browser that speaks a kind of Chinese gets Chinese, and one that speaks neither gets English', () => {
  expect(['zh', 'zh-TW', 'zh-Hans-CN', 'en-GB', 'de'].map(localeFor)).toEqual(['zh-cn', 'zh-cn', 'zh-cn', 'en', 'en']);
});
