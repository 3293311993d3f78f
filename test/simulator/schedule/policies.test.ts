import { describe, expect, test } from 'vitest';
import { pct } from '../../../simulator/schedule/pct.ts';
import {
  random,
  replay,
  ReplayMismatch,
  roundRobin,
  runToBlock,
  withOverrides,
} from '../../../simulator/schedule/policies.ts';
import { preemptions, toy } from '../toy.ts';

test('round-robin takes turns, and leaves out who has ended', () => {
  expect(toy([3, 1, 2], roundRobin())).toEqual([0, 1, 2, 0, 2, 0]);
});

test('run-to-block never preempts', () => {
  expect(toy([2, 3, 1], runToBlock())).toEqual([0, 0, 1, 1, 1, 2]);
});

describe('random', () => {
  test('the same seed gives the same schedule', () => {
    expect(toy([5, 5, 5], random(42))).toEqual(toy([5, 5, 5], random(42)));
  });
  test('100 seeds find all 6 interleavings of two threads of two steps: 4! / (2! 2!)', () => {
    const seen = new Set(Array.from({ length: 100 }, (_, seed) => toy([2, 2], random(seed)).join('')));
    expect([...seen].toSorted()).toEqual(['0011', '0101', '0110', '1001', '1010', '1100']);
  });
});

describe('PCT', () => {
  test('depth 1 has no change point: one thread after the other, in a random order', () => {
    for (let seed = 0; seed < 50; seed++) expect(preemptions(toy([3, 3, 3], pct(seed, 1, 9)))).toBe(0);
  });
  test('depth d preempts at most d - 1 times', () => {
    for (let seed = 0; seed < 200; seed++) expect(preemptions(toy([4, 4, 4], pct(seed, 3, 12)))).toBeLessThanOrEqual(2);
  });
  test('depth 2 finds the one schedule that breaks in the middle of thread 0, at the rate promised', () => {
    // n = 2 threads, k = 4 steps: at least 1 / (n k) = 1/8 of the seeds; 400 seeds would give 50.
    const hits = Array.from({ length: 400 }, (_, seed) => toy([2, 2], pct(seed, 2, 4)).join('')).filter(
      (s) => s === '0110',
    );
    expect(hits.length).toBeGreaterThanOrEqual(40);
  });
});

describe('overrides', () => {
  test('overrule the policy at their step, and nowhere else', () => {
    expect(toy([2, 2, 2], withOverrides([[1, 2]], roundRobin()))).toEqual([0, 2, 0, 1, 2, 1]);
  });
  test('a thread that cannot run is an error that names the step and the thread', () => {
    expect(() => toy([1, 3], withOverrides([[2, 0]], roundRobin()))).toThrow(new ReplayMismatch(2, 0));
  });
});

describe('replay', () => {
  test('runs exactly what was recorded', () => {
    const choices = toy([3, 3], random(7));
    expect(toy([3, 3], replay(choices))).toEqual(choices);
  });
  test('fails loudly when the program is another one', () => {
    const choices = toy([3, 3], random(7));
    expect(() => toy([3, 2], replay(choices))).toThrow(ReplayMismatch);
    expect(() => toy([3, 4], replay(choices))).toThrow(ReplayMismatch);
  });
});
