import { describe, expect, test } from 'vitest';
import { Novelty } from '../../../simulator/schedule/novelty.ts';
import { classOf } from '../../../simulator/schedule/order.ts';
import { pos } from '../../../simulator/schedule/pos.ts';
import { prng } from '../../../simulator/schedule/prng.ts';
import { profileOf } from '../../../simulator/schedule/profile.ts';
import { random, runToBlock } from '../../../simulator/schedule/policies.ts';
import type { Scheduler } from '../../../simulator/schedule/scheduler.ts';
import { surw } from '../../../simulator/schedule/surw.ts';
import { urw } from '../../../simulator/schedule/urw.ts';
import { runToy, touch, type Threads } from './access-toy.ts';

const local = (thread: number) => touch(100 + thread, 'write');
/** A long thread and a short one that touch location 0 once each, among steps that are nobody else's. */
const uneven: Threads = [
  [...Array.from({ length: 30 }, () => local(0)), touch(0, 'write')],
  [touch(0, 'write'), ...Array.from({ length: 3 }, () => local(1))],
];
const profile = profileOf([
  { ...runToy(uneven, runToBlock()), timed: false, nested: false, unseen: false, whole: true },
]);

/** In how many of 400 schedules thread 0 is the first at location 0. */
const firstIs0 = (make: (seed: number) => Scheduler) =>
  Array.from({ length: 400 }, (_, seed) =>
    runToy(uneven, make(seed)).steps.find(({ accesses }) => accesses[0] === 1)!,
  ).filter(({ thread }) => thread === 0).length;

describe('the order that hangs on one early step', () => {
  test('is missed by random schedules, and drawn half of the time by SURW', () => {
    // Thread 0 is first only if thread 1 does not come for 30 steps: about 400 / 2^31 of the random schedules.
    expect(firstIs0(random)).toBe(0);
    expect(firstIs0((seed) => surw(seed, profile))).toBeGreaterThan(150);
    expect(firstIs0((seed) => surw(seed, profile))).toBeLessThan(250);
  });
  test('and by URW in proportion to the schedules that have it', () => {
    // 35! / (31! 4!) schedules; those in which all 31 steps of thread 0 come first: 1 of 52,360.
    expect(firstIs0((seed) => urw(seed, profile))).toBeLessThan(3);
  });
});

test('the profile knows the location that two threads touch, and no other', () => {
  expect([...profile.at]).toEqual([[0, [1, 1]]]);
  expect(profile.steps).toEqual([31, 4]);
});

test('POS draws each order of two conflicting steps about as often as the other, however many others there are', () => {
  const threads: Threads = [
    [touch(0, 'write'), touch(1, 'write')],
    [touch(0, 'write'), touch(1, 'write')],
  ];
  const orders = new Map<string, number>();
  for (let seed = 0; seed < 600; seed++) {
    const order = classOf(runToy(threads, pos(seed)).steps);
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  // 0 before 1 at both, 1 before 0 at both, and the one of each thread ahead at the first and behind at the second.
  expect(orders.size).toBe(4);
  for (const count of orders.values()) expect(count).toBeGreaterThan(60);
});

test('a thread that would only wait is not scheduled while another can go on', () => {
  const [take, give] = [touch(9, 'take'), touch(9, 'give')];
  const locked: Threads = [
    [take, local(0), local(0), give],
    [take, give],
  ];
  for (let seed = 0; seed < 50; seed++)
    for (const scheduler of [pos(seed), surw(seed, profile), urw(seed, profile)])
      expect(runToy(locked, scheduler).steps.some(({ blocks }) => blocks)).toBe(false);
});

test('the chance of something new is right within a fifth', () => {
  // 2,000 classes, the n-th as likely as 1 / n: after 1,000 runs the chance of a new one is known.
  const weights = Array.from({ length: 2000 }, (_, n) => 1 / (n + 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  for (const seed of [1, 2, 3, 4, 5]) {
    const draw = prng(seed);
    const novelty = new Novelty();
    const seen = new Set<number>();
    for (let n = 0; n < 1000; n++) {
      let at = draw() * sum;
      const found = weights.findIndex((weight) => (at -= weight) < 0);
      seen.add(found);
      novelty.note(`class ${found}`, true);
    }
    const truth = weights.reduce((left, weight, n) => (seen.has(n) ? left : left + weight), 0) / sum;
    expect(novelty.classes).toBe(seen.size);
    expect(Math.abs(novelty.chance! - truth) / truth).toBeLessThan(0.2);
  }
});

test('of fewer than 200 random runs, and of runs that were not drawn, no chance is told', () => {
  const novelty = new Novelty();
  for (let n = 0; n < 199; n++) novelty.note(`${n}`, true);
  for (let n = 0; n < 500; n++) novelty.note(`other ${n}`, false);
  expect([novelty.chance, novelty.classes]).toEqual([null, 699]);
});
