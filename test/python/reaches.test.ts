import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { changedGiven } from '../../simulator/exercise/exercise.ts';
import { grade } from '../../simulator/engines/python/analysis/grade.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { readExercise } from '../../simulator/cli/exercises.ts';
import { interpreterForTests } from './interpreter.ts';

/** Programs that try to pass without doing the exercise, or that only look like it. */
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

interface Expected {
  exercise?: string;
  /** The name that the instructor is told, and its line. */
  flag?: string;
  line?: number;
  /** Else the message of the first scenario that fails. */
  fails?: string;
  /** Of each scenario; 1 unless it takes a switch at the right moment. */
  schedules?: number;
}
const cheats = JSON.parse(read('cheats/expected.json')) as Record<string, Expected>;

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

/** Grades a file in which a comment stands for the exercise's starter or its solution. */
function graded(id: string, file: string, scenarios: number, schedules = 1) {
  const exercise = readExercise(id);
  const first = Object.keys(exercise.starter)[0]!;
  const text = read(file)
    .replace('# STARTER', () => exercise.starter[first]!)
    .replace('# SOLUTION', () => exercise.solution[first]!);
  const briefly = exercise.scenarios.slice(0, scenarios).map((each) => ({ ...each, schedules }));
  const [progress, stopped] = [() => {}, () => false];
  const files = { ...exercise.starter, [first]: text };
  return grade(interpreter, { ...exercise, scenarios: briefly }, files, progress, stopped, 0);
}

test('every program in the folder has an entry', () => {
  const programs = readdirSync(new URL('cheats/', import.meta.url)).filter((name) => name.endsWith('.py'));
  expect(programs.map((name) => name.replace('.py', '')).toSorted()).toEqual(Object.keys(cheats).toSorted());
});

describe('what reaches for the interpreter is flagged with its line, and not graded', () => {
  const flagged = Object.entries(cheats).filter(([, { flag }]) => flag);
  test.each(flagged)('%s', async (name, { exercise = 'repair-the-worker', flag, line }) => {
    const { passed, reaches, scenarios } = await graded(exercise, `cheats/${name}.py`, 2);
    const [file] = Object.keys(readExercise(exercise).starter);
    expect([passed, scenarios, reaches]).toEqual([false, [], { file, line, name: flag }]);
  });
});

describe('what forges a result without reaching for anything fails', () => {
  const failing = Object.entries(cheats).filter(([, { flag }]) => !flag);
  test.each(failing)('%s', async (name, { exercise = 'repair-the-worker', fails, schedules }) => {
    const { passed, scenarios } = await graded(exercise, `cheats/${name}.py`, 2, schedules);
    expect([passed, scenarios.find(({ failure }) => failure)?.failure?.message.key]).toEqual([false, fails]);
  });
});

describe('honest programs pass without a flag, in whatever style', () => {
  const honest = readdirSync(new URL('honest/', import.meta.url));
  test.each(honest)('%s', async (name) => {
    const id = name.startsWith('names_') ? 'names-not-functions' : 'repair-the-worker';
    const { passed, problems, reaches } = await graded(id, `honest/${name}`, 99);
    expect([passed, problems, reaches]).toEqual([true, [], null]);
  });
});

test('a file that is only there to be imported is graded as it was given', async () => {
  const exercise = readExercise('gather-in-order');
  expect(exercise.given).toEqual(['threadpool.py']);
  // Broken on purpose: a solution that were graded with it could not even be imported.
  const files = { ...exercise.solution, 'threadpool.py': 'raise SystemExit(0)\n' };
  const briefly = exercise.scenarios.slice(0, 1).map((each) => ({ ...each, schedules: 1 }));
  const solved = await grade(interpreter, { ...exercise, scenarios: briefly }, files);
  expect([solved.passed, changedGiven(exercise, files)]).toEqual([true, ['threadpool.py']]);
  expect(changedGiven(exercise, exercise.starter)).toEqual([]);
});
