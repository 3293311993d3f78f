import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Texts for learners: prose, glossaries, exercises, museum and interface. Names of files and ids are left out, and so are
 * words that only readers use (`synonyms.json`).
 */
const read = (file: string) =>
  readFileSync(file, 'utf8')
    .replace(/^import .*$/gm, '')
    .replace(/<Stage[^>]*>|(experiment|source)="[^"]*"|\]\([^)]*\)/g, '');
const chinese = [
  ...globSync('lessons/zh-cn/{*,pages/*,comments/*}.{mdx,json}'),
  ...globSync('lessons/{exercises/*/exercise,exercises/messages,museum/*/entry}.json'),
  ...globSync('site/i18n/zh-cn/*.ts'),
  'site/pack/READ-ME.txt',
].filter((file) => !file.endsWith('synonyms.json'));
const english = globSync('lessons/en/{*,pages/*}.{mdx,json}');

/** Words that a Chinese text must not use, each with its replacement. */
const WRONG = [
  [/睡/, '阻塞 for a thread that cannot go on, 休眠 for sleep()'],
  [/先检查后行动|先看、?后做/, '先检查后执行'],
  [/光秃秃/, '裸 except'],
  [/质数/, '素数'],
  [/只有一个位置|各有?一个位置/, '容量为 1'],
  [/黑板/, '白板'],
  [/空格(?!键)/, '空格键'],
  [/电脑/, '计算机'],
  [/构造函数/, '构造方法'],
  [/I\/O(?! 密集)/, 'IO'],
  [/课程(?:窗口|与练习|的顺序|（)/, '课 for a lesson, 课文 for its text'],
  [/展品 ?\d|第 ?\d+ ?号展品/, '6 号展品'],
  [/(?<![\d,])\d,\d{3}(?![\d,])/, 'four digits without a comma'],
] as const;

test('there are texts in both languages', () => {
  expect(chinese.length).toBeGreaterThan(40);
  expect(english.length).toBeGreaterThan(20);
});

test.each(chinese)('%s says it in the words of the field', (file) => {
  const text = read(file);
  for (const [wrong, right] of WRONG) expect(wrong.exec(text)?.[0], right).toBeUndefined();
});

test.each(english)('%s calls the picture of a pool the pool view, and the code the editor', (file) => {
  // A component has the name Stage, and so has what a test is about; a reader of the page has never met it.
  expect(/.{0,40}\b([Ss]tages?|bench)\b.{0,40}/.exec(read(file))?.[0]).toBeUndefined();
});
