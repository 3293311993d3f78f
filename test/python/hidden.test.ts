import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { scenarioTitlesOf, type Exercise } from '../../simulator/exercise/exercise.ts';
import { grade } from '../../simulator/engines/python/analysis/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { readExercise } from '../../simulator/cli/exercises.ts';
import { interpreterForTests } from './interpreter.ts';

const exercise = readExercise('write-your-own-pool');
const wrong = (name: string) =>
  readFileSync(new URL(`exercises/write-your-own-pool/${name}.py`, import.meta.url), 'utf8');
/** The exercise with some of its scenarios, under so many schedules at most. */
const only = (ids: readonly string[], schedules: number): Exercise => ({
  ...exercise,
  scenarios: exercise.scenarios
    .filter(({ id }) => ids.includes(id))
    .map((each) => ({ ...each, schedules: Math.min(each.schedules, schedules) })),
});

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

test('a pool of one’s own is run in 19 programs, nine of them hidden, under 1,100 schedules', () => {
  const { scenarios } = exercise;
  expect(scenarios).toHaveLength(19);
  expect(scenarios.filter(({ hidden }) => hidden)).toHaveLength(9);
  expect(scenarios.reduce((sum, { schedules }) => sum + schedules, 0)).toBe(1100);
});

describe('hidden checks', () => {
  const some = only(['race', 'order', 'exits', 'refusal'], 3);
  const titles = (graded: Parameters<typeof scenarioTitlesOf>[3]) =>
    Object.values(scenarioTitlesOf(some.scenarios, some.texts.en.scenarios, 'Hidden check {number}', graded));
  const told = [
    'One worker begins the jobs in the order in which they were submitted',
    'submit() after shutdown() raises a RuntimeError',
  ];

  test('have numbers for names at first', () => {
    expect(titles(null)).toEqual([...told, 'Hidden check 1', 'Hidden check 2']);
  });

  test('are not run while one of the others does not hold', async () => {
    const graded = await grade(interpreter, some, some.starter);
    expect(graded.scenarios.map(({ id }) => id)).toEqual(['order', 'refusal']);
    expect(titles(graded)).toEqual([...told, 'Hidden check 1', 'Hidden check 2']);
  });

  test('say what they ask when they fail, and those that hold do not', async () => {
    const graded = await grade(interpreter, some, { 'pool.py': wrong('only_exceptions_are_caught') });
    expect(graded.scenarios.map(({ passed }) => passed)).toEqual([true, true, true, false]);
    expect(titles(graded)).toEqual([
      ...told,
      'Hidden check 1',
      'A job that raises SystemExit does not take its worker with it',
    ]);
  });

  test('have all their names when all holds', async () => {
    const graded = await grade(interpreter, some, some.solution);
    expect(graded.passed).toBe(true);
    expect(titles(graded)).toEqual(some.scenarios.map(({ id }) => some.texts.en.scenarios[id]));
  });
});

test('a look at the flag without a lock holds under 21 schedules, and not under the 22nd', async () => {
  const race = only(['race'], 200);
  const { scenarios } = await grade(interpreter, race, { 'pool.py': wrong('closed_is_looked_at_without_a_lock') });
  expect(scenarios[0]).toMatchObject({ runs: 22, failure: { message: { key: 'accepted-not-done' } } });
});
