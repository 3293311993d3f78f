import { describe, expect, test } from 'vitest';
import { MODE } from '../../../simulator/schedule/access.ts';
import { runToBlock } from '../../../simulator/schedule/policies.ts';
import { intoCycle, lockCycles, predictions } from '../../../simulator/schedule/predict.ts';
import { sharedWithoutLock } from '../../../simulator/schedule/races.ts';
import { runToy, touch, type Threads } from './access-toy.ts';

const take = (lock: number) => touch(lock, 'take');
const give = (lock: number) => touch(lock, 'give');
/** Takes these locks one inside the other. */
const nested = (...locks: number[]) => [...locks.map(take), ...locks.toReversed().map(give)];
const stepsOf = (threads: Threads) => runToy(threads, runToBlock()).steps;

describe('a cycle of locks is found in a run that did not deadlock', () => {
  test('of two threads, and the schedule into it deadlocks', () => {
    const threads = [nested(1, 2), nested(2, 1)];
    const cycles = lockCycles(stepsOf(threads));
    expect(cycles).toEqual([{ locks: [1, 2], threads: [0, 1] }]);
    expect(runToy(threads, intoCycle(cycles[0]!)).finished).toBe(false);
  });

  test('of five threads', () => {
    const threads = [0, 1, 2, 3, 4].map((n) => nested(n + 1, ((n + 1) % 5) + 1));
    const cycles = lockCycles(stepsOf(threads));
    expect(cycles).toEqual([{ locks: [1, 2, 3, 4, 5], threads: [0, 1, 2, 3, 4] }]);
    expect(runToy(threads, intoCycle(cycles[0]!)).finished).toBe(false);
  });

  test('not where one order is kept, nor where a third lock guards both, nor within one thread', () => {
    expect(lockCycles(stepsOf([nested(1, 2), nested(1, 2)]))).toEqual([]);
    expect(lockCycles(stepsOf([nested(9, 1, 2), nested(9, 2, 1)]))).toEqual([]);
    expect(lockCycles(stepsOf([[...nested(1, 2), ...nested(2, 1)], []]))).toEqual([]);
  });
});

test('a prediction into a cycle is tried first, then each race the other way round, and no more than eight of a run', () => {
  const threads = [nested(1, 2), nested(2, 1)];
  const strategy = predictions();
  expect(strategy.next()).toBeNull();
  const learn = (steps: ReturnType<typeof stepsOf>) =>
    strategy.learn!(
      {
        choices: [],
        failed: false,
        log: { steps, timed: false, nested: false, unseen: false, whole: true, finished: true },
      },
      false,
    );
  learn(stepsOf(threads));
  expect(runToy(threads, strategy.next()!.scheduler).finished).toBe(false);
  let left = 0;
  while (strategy.next()) left++;
  expect(left).toBeLessThan(8);
  expect(strategy.claim).toBeNull();
});

test('a race that is turned round loses the update', () => {
  // Read and write by each of two threads; run-to-block has 0 0 1 1, and the race of 0's write and 1's read gives 0 1 1 0.
  const threads = [1, 1].map((n) => [touch(n, 'read'), touch(n, 'write')]);
  const strategy = predictions();
  const steps = stepsOf(threads);
  const log = { steps, timed: false, nested: false, unseen: false, whole: true, finished: true };
  strategy.learn!({ choices: [], failed: false, log }, false);
  const runs: string[] = [];
  for (let attempt = strategy.next(); attempt; attempt = strategy.next())
    runs.push(
      runToy(threads, attempt.scheduler)
        .steps.map(({ thread }) => thread)
        .join(''),
    );
  expect(runs).toContain('0110');
});

describe('memory is shared without a lock', () => {
  const use = (location: number, mode: number) =>
    location >= 10 ? null : mode === MODE.read ? ('read' as const) : ('write' as const);
  const LOCK = 10;
  const shared = (...threads: Threads) => [...sharedWithoutLock(stepsOf(threads), use)];

  test('where two threads write it, or one reads what the other writes', () => {
    expect(shared([touch(1, 'write')], [touch(1, 'write')])).toEqual([1]);
    expect(shared([touch(1, 'read')], [touch(1, 'write')])).toEqual([1]);
    expect(shared([touch(1, 'write')], [touch(1, 'read')])).toEqual([1]);
  });

  test('not where both only read, where a lock is between them, or where it is not the same memory', () => {
    const locked = [take(LOCK), touch(1, 'read'), touch(1, 'write'), give(LOCK)];
    expect(shared([touch(1, 'read')], [touch(1, 'read')])).toEqual([]);
    expect(shared(locked, locked)).toEqual([]);
    expect(shared([touch(1, 'write')], [touch(2, 'write')])).toEqual([]);
  });

  test('though one of them holds a lock, or each another', () => {
    expect(shared([take(LOCK), touch(1, 'write'), give(LOCK)], [touch(1, 'write')])).toEqual([1]);
    expect(
      shared([take(LOCK), touch(1, 'write'), give(LOCK)], [take(LOCK + 1), touch(1, 'write'), give(LOCK + 1)]),
    ).toEqual([1]);
  });

  test('after the lock was given back', () => {
    const late = [take(LOCK), give(LOCK), touch(1, 'write')];
    expect(shared(late, late)).toEqual([1]);
  });
});
