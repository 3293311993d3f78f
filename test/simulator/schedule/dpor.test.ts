import { describe, expect, test } from 'vitest';
import { prng } from '../../../simulator/schedule/prng.ts';
import { bruteForce, reduced, touch, type Threads } from './access-toy.ts';

const [read, write] = [touch(0, 'read'), touch(0, 'write')];
const take = (lock: number) => touch(10 + lock, 'take');
const give = (lock: number) => touch(10 + lock, 'give');
const increments = (rounds: number) => Array.from({ length: rounds }, () => [read, write]).flat();

/** Programs of two or three threads with reads, writes, and locks that are taken in both orders. */
function randomThreads(draw: () => number): Threads {
  const pick = (n: number) => Math.floor(draw() * n);
  const threads = 2 + pick(2);
  return Array.from({ length: threads }, () =>
    Array.from({ length: 1 + pick(threads === 3 ? 2 : 4) }, () => {
      const location = pick(2);
      const inside = pick(2) ? [touch(pick(2), 'write')] : [];
      return [
        [touch(location, 'read')],
        [touch(location, 'read')],
        [touch(location, 'write')],
        [touch(location, 'write')],
        [take(location), ...inside, give(location)],
        [take(location), take(1 - location), give(1 - location), give(location)],
      ][pick(6)]!;
    }).flat(),
  );
}

describe('every order of steps that depend on each other is tried', () => {
  test('of 1,000 random programs: exactly those that all schedules have', () => {
    const draw = prng(16);
    let compared = 0;
    for (let n = 0; n < 1000; n++) {
      const threads = randomThreads(draw);
      const all = bruteForce(threads, 2000);
      if (!all) continue;
      compared++;
      expect([JSON.stringify(threads), reduced(threads).classes]).toEqual([JSON.stringify(threads), all]);
    }
    expect(compared).toBeGreaterThan(500);
  });

  test('of larger ones: exactly those that sleep sets alone have', () => {
    const draw = prng(61);
    let compared = 0;
    while (compared < 100) {
      const threads = [...randomThreads(draw), ...randomThreads(draw).slice(0, 1)].slice(0, 3);
      const { classes, runs } = reduced(threads);
      if (runs > 60) continue;
      compared++;
      expect([JSON.stringify(threads), classes]).toEqual([
        JSON.stringify(threads),
        reduced(threads, { all: true }).classes,
      ]);
    }
  });

  test('one that waits where a run is left as known is a race too: a lock cycle beside a thread that sleeps', () => {
    // 0: reads x. 1: reads y, then b inside a. 2: a inside b, then reads y and writes x.
    const [x, y] = [0, 1];
    const threads = [
      [touch(x, 'read')],
      [touch(y, 'read'), take(0), take(1), give(1), give(0)],
      [take(1), take(0), give(0), give(1), touch(y, 'read'), touch(x, 'write')],
    ];
    // 1 before 2, or 2 before 1, each with the read of x before the write or after it, and the deadlock.
    expect(reduced(threads).classes.size).toBe(5);
  });
});

/**
 * Counts the orders of two threads that count: schedules in which no two reads next to each other stand the wrong way
 * round, since reads commute.
 */
function countOrders(
  rounds: number,
  at: readonly [number, number] = [0, 0],
  lastRead = -1,
  known = new Map<string, number>(),
): number {
  if (at[0] === 2 * rounds && at[1] === 2 * rounds) return 1;
  const key = `${at.join()} ${lastRead}`;
  let sum = known.get(key) ?? 0;
  if (sum > 0) return sum;
  for (const thread of [0, 1] as const) {
    const isRead = at[thread] % 2 === 0;
    if (at[thread] === 2 * rounds || (isRead && lastRead > thread)) continue;
    const next: [number, number] = [...at];
    next[thread]++;
    sum += countOrders(rounds, next, isRead ? thread : -1, known);
  }
  known.set(key, sum);
  return sum;
}

test.each([
  // R W and R W have 4!/(2! 2!) = 6 schedules. Of those that begin with both reads, two pairs differ in their order alone: 4.
  [1, 4],
  [2, 34],
  [3, 328],
  [5, 34_904],
])('two threads that each say n += 1 %i times have %i orders, each run once', (rounds, orders) => {
  const found = reduced([increments(rounds), increments(rounds)]);
  expect([found.classes.size, found.whole, countOrders(rounds)]).toEqual([orders, orders, orders]);
});
