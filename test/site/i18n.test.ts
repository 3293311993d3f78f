import { describe, expect, test } from 'vitest';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import en from '../../site/i18n/en/index.ts';
import { durationOf } from '../../site/i18n/duration.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { counted, plural } from '../../site/i18n/plural.ts';
import { embedFolders, pageFolders } from '../../site/server/headers.mjs';
import { allWords, words, type Room } from '../../site/i18n/words.ts';
import {
  alternate,
  barePath,
  htmlLang,
  langParam,
  localeFor,
  localeOf,
  localePath,
  locales,
} from '../../site/i18n/index.ts';

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
/** A message about a number has as many forms as its language asks for, so only `other` is compared. */
const isPlural = (tree: Tree): tree is { tag: string; other: string } =>
  typeof tree === 'object' && 'tag' in tree && 'other' in tree;
const leaves = (tree: Tree, path = ''): [string, string][] =>
  typeof tree === 'string' || isPlural(tree)
    ? [[path, typeof tree === 'string' ? tree : tree.other]]
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

test('what is listed by hand has each language: embedded pages, pages with headers, the page that is not there', () => {
  expect(embedFolders).toEqual(locales.map((lang) => localePath(lang, '/embed/')));
  expect(pageFolders).toEqual(expect.arrayContaining(locales.map((lang) => localePath(lang, '/'))));
  const worker = readFileSync(new URL('../../site/public/isolate.js', import.meta.url), 'utf8');
  expect(worker).toContain(`isBelow(request, ${embedFolders.map((folder) => `'${folder}'`).join(', ')})`);
  const pages = new URL('../../site/pages/', import.meta.url);
  const missing = locales.map((lang) => `${langParam(lang) ?? ''}/404.astro`.replace(/^\//, ''));
  expect(missing.filter((path) => !existsSync(new URL(path, pages)))).toEqual([]);
});

const plurals = (tree: Tree): { tag: string; other: string }[] =>
  typeof tree === 'string' ? [] : isPlural(tree) ? [tree] : Object.values(tree).flatMap((inner) => plurals(inner));

test.each(locales)('a message about a number has each form that the language has, and no other: %s', (lang) => {
  const found = plurals(allWords[lang] as unknown as Tree);
  expect(found.length).toBeGreaterThan(3);
  const categories = new Intl.PluralRules(htmlLang(lang)).resolvedOptions().pluralCategories.toSorted();
  for (const { tag, ...forms } of found) {
    expect(tag).toBe(htmlLang(lang));
    expect(Object.keys(forms).toSorted()).toEqual(categories);
    expect(new Set(Object.values(forms).map((form) => holes(form).join()))).toHaveLength(1);
  }
});

test('of one thing another form is said than of none or of many, where the language has one', () => {
  const pages = plural('en', { one: '{count} page', other: '{count} pages' });
  expect([0, 1, 2].map((count) => counted(pages, count))).toEqual(['0 pages', '1 page', '2 pages']);
  expect(counted(plural('zh-CN', { other: '{count} 页' }), 1)).toBe('1 页');
});

test('a duration is in the units of its language, from an hour on in steps of five minutes', () => {
  expect([1, 59, 60, 68, 123].map((minutes) => durationOf(minutes, 'en'))).toEqual([
    '1 min',
    '59 min',
    '1 hr',
    '1 hr 10 min',
    '2 hr 5 min',
  ]);
  expect([1, 20].map((minutes) => durationOf(minutes, 'en', 'long'))).toEqual(['1 minute', '20 minutes']);
  expect([20, 60, 68].map((minutes) => durationOf(minutes, 'zh-CN'))).toEqual(['20 分钟', '1 小时', '1 小时 10 分钟']);
});

test('a placeholder without a value stays, so that the mistake is seen', () => {
  expect(fill('{a} and {b}', { a: 0 })).toBe('0 and {b}');
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

test('the pool view has one name in Chinese, in the interface, the lessons and the zip', () => {
  const read = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`);
  const files = [...read('site/i18n/zh-cn'), ...read('lessons/zh-cn'), 'site/pack/READ-ME.txt'];
  const named = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, 'utf8')));
  expect(named(/线程池视图/).length).toBeGreaterThan(10);
  expect(named(/线程池(画面|演示|图示|舞台)|(?<!线程)池视图/)).toEqual([]);
});
