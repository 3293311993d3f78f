import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { grade, type Grade } from '../../simulator/engines/python/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter.ts';
import { GENERAL } from '../../simulator/engines/python/judge.ts';
import { exerciseIds, readExercise } from '../../simulator/lab/exercises.ts';
import { exerciseFor } from '../../site/components/exercises.ts';
import { interpreterForTests } from './interpreter.ts';

/** What the beginning of each exercise fails, and why. */
const STARTERS: Readonly<Record<string, readonly string[]>> = {
  'repair-the-worker': ['failing-job: job-not-done', 'late-job: late-not-done', 'closing: missing', 'refusal: missing'],
};

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
}, 120_000);

const failures = ({ scenarios }: Grade) =>
  scenarios.flatMap(({ id, failure }) => (failure ? [`${id}: ${failure.message.key}`] : []));

describe.each(exerciseIds())('%s', (id) => {
  const exercise = readExercise(id);
  const lesson = (lang: string) =>
    readFileSync(new URL(`../../lessons/${lang}/${exercise.lesson}.mdx`, import.meta.url), 'utf8');
  const block = (lang: string) => lesson(lang).split(`<Exercise id="${id}"`)[1]!.split('</Exercise>')[0]!;

  test('its solution passes under every schedule', { timeout: 120_000 }, async () => {
    const { passed, scenarios } = await grade(interpreter, exercise, exercise.solution);
    expect([passed, scenarios.map(({ runs }) => runs)]).toEqual([
      true,
      exercise.scenarios.map(({ schedules }) => schedules),
    ]);
  });

  test('what it begins with fails, with these messages', { timeout: 120_000 }, async () => {
    expect(failures(await grade(interpreter, exercise, exercise.starter))).toEqual(STARTERS[id]);
  });

  test('has the same scenarios and messages in both languages, and one of each', () => {
    const { en, 'zh-cn': zh } = exercise.texts;
    expect(Object.keys(zh.messages)).toEqual(Object.keys(en.messages));
    expect(Object.keys(en.scenarios)).toEqual(exercise.scenarios.map((scenario) => scenario.id));
    expect(Object.keys(zh.scenarios)).toEqual(Object.keys(en.scenarios));
    const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const key of Object.keys(en.messages)) expect(values(zh.messages[key]!)).toEqual(values(en.messages[key]!));
  });

  test('has words for every key that its check names', () => {
    const keys = [...exercise.check.matchAll(/, "([a-z]+(?:-[a-z]+)*)"(?:\)\n|, \w+=)/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(exercise.scenarios.length);
    const { messages } = exerciseFor(id, 'en')!.words;
    // "close" is the name of an attribute.
    expect(keys.filter((key) => !(key in messages) && key !== 'close')).toEqual([]);
  });

  test('its lesson has it in both languages, with the same title and as many hints, and a solution', () => {
    for (const lang of ['en', 'zh-cn'] as const) {
      expect(block(lang)).toContain(`title="${exercise.texts[lang].title}"`);
      expect(block(lang).match(/<Hint>/g)!.length).toBeGreaterThanOrEqual(3);
      expect(block(lang)).toContain('<Solution>');
    }
    expect(block('en').match(/<Hint>/g)).toEqual(block('zh-cn').match(/<Hint>/g));
  });
});

test('what any exercise may say has words in both languages', () => {
  for (const lang of ['en', 'zh-cn'] as const) {
    const { messages } = exerciseFor('repair-the-worker', lang)!.words;
    expect(GENERAL.filter((key) => !messages[key])).toEqual([]);
  }
});

test('an exercise that is only text is none for the editor', () => {
  expect(exerciseFor('nobody-wrote-this', 'en')).toBeNull();
});

test('the site and the command line read the same exercise', () => {
  const { texts: _, ...task } = readExercise('repair-the-worker');
  expect(exerciseFor('repair-the-worker', 'en')!.task).toEqual(task);
});
