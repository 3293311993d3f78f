import { describe, expect, test } from 'vitest';
import { editorEn } from '../../site/i18n/editor.en.ts';
import { editorZh } from '../../site/i18n/editor.zh-cn.ts';
import { gilEn } from '../../site/i18n/gil.en.ts';
import { gilZh } from '../../site/i18n/gil.zh-cn.ts';
import { gilPageEn } from '../../site/i18n/gil-page.en.ts';
import { gilPageZh } from '../../site/i18n/gil-page.zh-cn.ts';
import { certificateEn } from '../../site/i18n/certificate.en.ts';
import { certificateZh } from '../../site/i18n/certificate.zh-cn.ts';
import { embedEn } from '../../site/i18n/embed.en.ts';
import { embedZh } from '../../site/i18n/embed.zh-cn.ts';
import { classEn } from '../../site/i18n/class.en.ts';
import { classZh } from '../../site/i18n/class.zh-cn.ts';
import { en } from '../../site/i18n/en.ts';
import { format } from '../../site/i18n/format.ts';
import { alternate, barePath, localeOf, localePath } from '../../site/i18n/index.ts';
import { presentEn } from '../../site/i18n/present.en.ts';
import { presentZh } from '../../site/i18n/present.zh-cn.ts';
import { scormEn } from '../../site/i18n/scorm.en.ts';
import { scormZh } from '../../site/i18n/scorm.zh-cn.ts';
import { simulatorEn } from '../../site/i18n/simulator.en.ts';
import { simulatorZh } from '../../site/i18n/simulator.zh-cn.ts';
import { stageEn } from '../../site/i18n/stage.en.ts';
import { stageZh } from '../../site/i18n/stage.zh-cn.ts';
import { typescriptEn } from '../../site/i18n/typescript.en.ts';
import { typescriptZh } from '../../site/i18n/typescript.zh-cn.ts';
import { zh } from '../../site/i18n/zh-cn.ts';

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  typeof tree === 'string'
    ? [[path, tree]]
    : Object.entries(tree).flatMap(([key, inner]) => leaves(inner as Tree, `${path}.${key}`));
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe.each([
  ['pages', en, zh],
  ['certificate', certificateEn, certificateZh],
  ['class', classEn, classZh],
  ['stage', stageEn, stageZh],
  ['simulator', simulatorEn, simulatorZh],
  ['editor', editorEn, editorZh],
  ['embeds', embedEn, embedZh],
  ['SCORM package', scormEn, scormZh],
  ['GIL lab', gilEn, gilZh],
  ['GIL lab’s page', gilPageEn, gilPageZh],
  ['presentation', presentEn, presentZh],
  ['TypeScript playground', typescriptEn, typescriptZh],
] as [string, Tree, Tree][])('the words of the %s', (_, english, chinese) => {
  const other = new Map(leaves(chinese));
  test('are all there in Chinese, and no more', () => {
    expect([...other.keys()]).toEqual(leaves(english).map(([path]) => path));
  });
  test('have the same placeholders in both languages', () => {
    for (const [path, text] of leaves(english)) expect([path, holes(other.get(path)!)]).toEqual([path, holes(text)]);
  });
});

test('a placeholder without a value stays, so that the mistake is seen', () => {
  expect(format('{a} and {b}', { a: 0 })).toBe('0 and {b}');
});

test('a page knows its address in each language', () => {
  expect(localePath('en', '/course/')).toBe('/course/');
  expect(localePath('zh-cn', 'lessons/01-five-parts#steps')).toBe('/zh-cn/lessons/01-five-parts/#steps');
  expect(alternate('/zh-cn/course/', 'en')).toBe('/course/');
  expect(alternate('/', 'zh-cn')).toBe('/zh-cn/');
  expect(barePath('/zh-cn/')).toBe('/');
  expect([localeOf('/zh-cn'), localeOf('/zh-cnx/'), localeOf('/')]).toEqual(['zh-cn', 'en', 'en']);
});
