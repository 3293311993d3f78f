import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exerciseIdsOnDisk, readExercise } from '../../../simulator/cli/exercises.ts';
import { isTypeScript } from '../../../simulator/exercise/exercise.ts';
import { gradeTypeScript } from '../../../simulator/typescript/check/grade.ts';
import { nodeThreads } from '../../../simulator/typescript/node.ts';
import { CHECK } from '../../../simulator/typescript/protocol.ts';
import { claimsOfExercise } from '../../python/exercise-claims.ts';
import { exerciseFor } from '../../../site/content/exercises.ts';
import { compiledCheck } from './compile.ts';

const HERE = new URL('exercises/', import.meta.url);

const gradeOf = (exercise: ReturnType<typeof readExercise>, files: Record<string, string>) =>
  gradeTypeScript(nodeThreads(), exercise, compiledCheck({ ...files, [CHECK]: exercise.check }));

const ids = exerciseIdsOnDisk().filter((id) => isTypeScript(readExercise(id)));

describe.each(ids)('%s', (id) => {
  const exercise = readExercise(id);
  const verdict = async (files: Record<string, string>) => {
    const { scenarios } = await gradeOf(exercise, files);
    return scenarios.flatMap(({ id, failure }) => (failure ? [`${id}: ${failure.message.key}`] : []));
  };

  test('its solution passes; a browser runs it under all of its schedules', async () => {
    const few = exercise.scenarios.map((scenario) => ({ ...scenario, schedules: Math.min(scenario.schedules, 4) }));
    const { passed, scenarios } = await gradeOf({ ...exercise, scenarios: few }, exercise.solution);
    expect([passed, scenarios.map(({ id, runs }) => [id, runs])]).toEqual([
      true,
      few.map(({ id, schedules }) => [id, schedules]),
    ]);
  });

  const { starter, ...wrong } = JSON.parse(readFileSync(new URL(`${id}/expected.json`, HERE), 'utf8')) as Record<
    string,
    readonly string[]
  >;

  test('what it begins with fails, with these messages', async () => {
    expect(starter).not.toEqual([]);
    expect(await verdict(exercise.starter)).toEqual(starter);
  });

  test('has at least two wrong solutions', () => {
    expect(Object.keys(wrong).length).toBeGreaterThanOrEqual(2);
  });

  test.each(Object.entries(wrong))('%s fails for the right reason', async (name, expected) => {
    const [first] = Object.keys(exercise.starter);
    const text = readFileSync(new URL(`${id}/${name}.ts`, HERE), 'utf8');
    expect(expected).not.toEqual([]);
    expect(await verdict({ ...exercise.starter, [first!]: text })).toEqual(expected);
  });

  test('has words for every key that its check names', () => {
    const keys = [...exercise.check.matchAll(/lab\.expect\([^\n]*, '([a-z-]+)'/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThanOrEqual(exercise.scenarios.length);
    const { messages } = exerciseFor(id, 'en')!.words;
    expect(keys.filter((key) => !(key in messages))).toEqual([]);
  });

  claimsOfExercise(exercise);
});
