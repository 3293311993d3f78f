import { describe, expect, test } from 'vitest';
import { DepthFirst } from '../../../simulator/schedule/dfs.ts';
import { minimise } from '../../../simulator/schedule/minimise.ts';
import { random } from '../../../simulator/schedule/policies.ts';
import { preemptions, toy } from '../toy.ts';

const all = (steps: number[], bound: number) => {
  const search = new DepthFirst(bound);
  const runs: number[][] = [];
  while (search.begin()) runs.push(toy(steps, search));
  expect(search.count).toBe(runs.length);
  return runs.map((run) => run.join(''));
};

describe('exhaustive', () => {
  // Two threads of two steps: 0011 and 1100 need no preemption, 0110 and 1001 one, 0101 and 1010 two.
  test.each([
    [0, ['0011', '1100']],
    [1, ['0011', '0110', '1001', '1100']],
    [2, ['0011', '0101', '0110', '1001', '1010', '1100']],
    [9, ['0011', '0101', '0110', '1001', '1010', '1100']],
  ])('with at most %i preemptions', (bound, expected) => {
    expect(all([2, 2], bound).toSorted()).toEqual(expected);
  });
  test('three threads of two steps: 6! / (2! 2! 2!) = 90 schedules, each once', () => {
    const runs = all([2, 2, 2], 9);
    expect(runs).toHaveLength(90);
    expect(new Set(runs).size).toBe(90);
  });
  test('no schedule exceeds the bound', () => {
    for (const run of all([3, 3, 2], 2)) expect(preemptions([...run].map(Number))).toBeLessThanOrEqual(2);
  });
});

describe('minimise', () => {
  // Fails when thread 1 takes a step between the 2nd and the 3rd of thread 0: one preemption is enough.
  const breaks = (run: number[]) => /0(1*)01+0/.test(run.join(''));
  test('leaves one preemption of the many in a random schedule', () => {
    const steps = [3, 6];
    for (let seed = 0; seed < 100; seed++) {
      const choices = toy(steps, random(seed));
      if (!breaks(choices)) continue;
      const minimal = minimise(choices, (scheduler) => breaks(toy(steps, scheduler)));
      expect(breaks([...minimal.choices])).toBe(true);
      expect(minimal.preemptions).toBe(1);
      expect(preemptions(minimal.choices)).toBe(1);
    }
  });
  test('a schedule that does not fail is refused', () => {
    expect(() => minimise([0, 0, 1], () => false)).toThrow('does not fail');
  });
});
