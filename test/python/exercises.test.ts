import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { grade, type PythonGrade } from '../../simulator/engines/python/analysis/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { isTypeScript } from '../../simulator/exercise/exercise.ts';
import { GENERAL } from '../../simulator/exercise/message.ts';
import { exerciseIdsOnDisk, readExercise } from '../../simulator/cli/exercises.ts';
import { exerciseFor } from '../../site/content/exercises.ts';
import { locales } from '../../site/i18n/languages.ts';
import { claimsOfExercise } from './exercise-claims.ts';
import { interpreterForTests } from './interpreter.ts';

const HERE = new URL('exercises/', import.meta.url);

/** The messages of an exercise's check about its `starter` and about wrong solutions: a file each in a folder of its name. */
const expectedOf = (id: string) =>
  JSON.parse(readFileSync(new URL(`${id}/expected.json`, HERE), 'utf8')) as Record<string, readonly string[]>;

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const failures = ({ scenarios }: PythonGrade) =>
  scenarios.flatMap(({ id, failure }) => (failure ? [`${id}: ${failure.message.key}`] : []));

const ids = exerciseIdsOnDisk().filter((id) => !isTypeScript(readExercise(id)));

describe.each(ids)('%s', (id) => {
  const exercise = readExercise(id);
  test('its solution passes under every schedule', async () => {
    const { passed, scenarios } = await grade(interpreter, exercise, exercise.solution);
    expect([passed, scenarios.map(({ runs }) => runs)]).toEqual([
      true,
      exercise.scenarios.map(({ schedules }) => schedules),
    ]);
  });

  const { starter, ...wrong } = expectedOf(id);
  /**
   * Says what fails. The failing schedules stay as they are found, and what is to hold has some of its schedules only: all
   * of them are the solution's. So it takes a fraction of the time.
   */
  const verdict = (files: Record<string, string>, expected: readonly string[]) =>
    grade(
      interpreter,
      {
        ...exercise,
        scenarios: exercise.scenarios.map((scenario) => {
          const fails = expected.some((failure) => failure.startsWith(`${scenario.id}: `));
          return fails ? scenario : { ...scenario, schedules: Math.min(scenario.schedules, 20) };
        }),
      },
      files,
      () => {},
      () => false,
      0,
    );

  test('what it begins with fails, with these messages', async () => {
    expect(starter).not.toEqual([]);
    expect(failures(await verdict(exercise.starter, starter!))).toEqual(starter);
  });

  test('has at least two wrong solutions', () => {
    expect(Object.keys(wrong).length).toBeGreaterThanOrEqual(2);
  });

  test.each(Object.entries(wrong))('%s fails for the right reason', async (name, expected) => {
    const [first] = Object.keys(exercise.starter);
    const text = readFileSync(new URL(`${id}/${name}.py`, HERE), 'utf8');
    expect(expected).not.toEqual([]);
    expect(failures(await verdict({ ...exercise.starter, [first!]: text }, expected))).toEqual(expected);
  });

  test('has words for every key that its check names', () => {
    const keys = [...exercise.check.matchAll(/, "([a-z]+(?:-[a-z]+)*)"(?:\)\n|, \w+=)/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(exercise.scenarios.length);
    const { messages } = exerciseFor(id, 'en')!.words;
    // "close" is the name of an attribute.
    expect(keys.filter((key) => !(key in messages) && key !== 'close')).toEqual([]);
  });

  claimsOfExercise(exercise);
});

test('what any exercise may say has words in both languages', () => {
  for (const lang of locales) {
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
