import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { answersOf } from '../../../simulator/class/course-key.ts';

const lessons = globSync('lessons/en/*.mdx');

test('the key of a lesson has the right choice of every question and prediction, whatever stands in the texts', () => {
  const mdx = `It's text. <Predict
  id="who" question="Is answer={9} right?" options={["a /> b", "it's"]} answer={1} because="So." />
<Quiz id="all" questions={[
  { text: "a ]} />", choices: [{ text: "right: true", why: "{" }, { text: 'b', right: true, why: "]" }] },
  { text: "c", choices: [{ text: "d", right: true, why: "e" }, { text: "f", why: "g" }] },
]} />`;
  expect(answersOf(mdx)).toEqual({ quizzes: { all: [1, 0] }, predictions: { who: 1 } });
});

test.each(lessons)('every question of %s is in its key, and a translation has the same one', (path) => {
  const mdx = readFileSync(path, 'utf8');
  const key = answersOf(mdx);
  expect(Object.keys(key.predictions)).toHaveLength(mdx.match(/<Predict\b/g)?.length ?? 0);
  expect(Object.keys(key.quizzes)).toHaveLength(mdx.match(/<Quiz\b/g)?.length ?? 0);
  const rights = Object.values(key.quizzes).flat().length;
  expect(rights).toBe(mdx.match(/\bright: true\b/g)?.length ?? 0);
  for (const other of globSync(`lessons/zh-cn/${basename(path)}`))
    expect(answersOf(readFileSync(other, 'utf8'))).toEqual(key);
});
