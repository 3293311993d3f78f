import { beforeEach, expect, test, vi } from 'vitest';
import { ORDER } from '../../../lessons/course.ts';
import { readExercise } from '../../../simulator/cli/exercises.ts';
import { keepPool, POOL_FILE, POOL_STEPS, poolBefore, stepOf } from '../../../site/progress/own-pool.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  return () => vi.unstubAllGlobals();
});

test('the pool grows from lesson 3 to the last one, in the order of the course, and is one file', () => {
  const lessons = POOL_STEPS.map((step) => ORDER.indexOf(readExercise(step).lesson) + 1);
  expect(lessons).toEqual([3, 5, 10, 13, 24]);
  for (const step of POOL_STEPS) expect(Object.keys(readExercise(step).starter)).toEqual([POOL_FILE]);
});

test('the second step begins where the first one ends, so that a learner without a pool can begin there', () => {
  const [begins, survives] = POOL_STEPS.map((step) => readExercise(step));
  expect(survives!.starter[POOL_FILE]).toBe(begins!.solution[POOL_FILE]);
});

test('a pool that passed is there in every later step, and the nearest one is taken', () => {
  expect(poolBefore('own-pool-ends')).toBeNull();
  keepPool('own-pool-begins', { [POOL_FILE]: 'first' });
  expect(poolBefore('own-pool-begins')).toBeNull();
  expect(poolBefore('own-pool-survives')).toEqual({ step: 1, text: 'first' });
  expect(poolBefore('write-your-own-pool')).toEqual({ step: 1, text: 'first' });
  keepPool('own-pool-answers', { [POOL_FILE]: 'third' });
  expect(poolBefore('own-pool-answers')).toEqual({ step: 1, text: 'first' });
  expect(poolBefore('own-pool-ends')).toEqual({ step: 3, text: 'third' });
  // An earlier step that is done once more does not replace what came after it.
  keepPool('own-pool-begins', { [POOL_FILE]: 'again' });
  expect(poolBefore('write-your-own-pool')).toEqual({ step: 3, text: 'third' });
});

test('other exercises keep no pool', () => {
  keepPool('count-it', { [POOL_FILE]: 'not mine' });
  keepPool('own-pool-begins', { 'other.py': 'not a pool' });
  expect([stepOf('count-it'), poolBefore('count-it'), poolBefore('own-pool-survives')]).toEqual([0, null, null]);
});
