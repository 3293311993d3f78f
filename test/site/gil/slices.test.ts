import { describe, expect, test } from 'vitest';
import { slicesOf, stateTimesOf } from '../../../site/gil/slices.ts';
import type { Change } from '../../../simulator/gil/recorder.ts';

const at = (time: number, state: Change['state']): Change => ({ time, state });

describe('what of a lane is seen', () => {
  const lane = [at(0, 'waiting'), at(10, 'holding'), at(30, 'io')];

  test('a state is as wide as it lasted, and the last one goes on to the end', () => {
    expect(slicesOf(lane, 0, 40, 40)).toEqual([
      { from: 0, to: 10, state: 'waiting' },
      { from: 10, to: 30, state: 'holding' },
      { from: 30, to: 40, state: 'io' },
    ]);
  });

  test('a window sees what began before it', () => {
    expect(slicesOf(lane, 20, 40, 20)).toEqual([
      { from: 0, to: 10, state: 'holding' },
      { from: 10, to: 20, state: 'io' },
    ]);
  });

  test('before its first change a lane is empty', () => {
    expect(slicesOf([at(5, 'io')], 0, 10, 10)).toEqual([{ from: 5, to: 10, state: 'io' }]);
    expect(slicesOf([], 0, 10, 10)).toEqual([]);
    expect(slicesOf(lane, 5, 5, 10)).toEqual([]);
  });

  test('of many states in one pixel, the one that lasted longest is shown', () => {
    // In every millisecond: 0.7 of holding, 0.3 of waiting.
    const busy = Array.from({ length: 1000 }, (_, i) => [at(i, 'holding'), at(i + 0.7, 'waiting')]).flat();
    expect(slicesOf(busy, 0, 1000, 100)).toEqual([{ from: 0, to: 100, state: 'holding' }]);
  });

  test('there are never more slices than pixels, and they leave no gap', () => {
    const busy = Array.from({ length: 5000 }, (_, i) => at(i * 0.37, (['io', 'holding', 'waiting'] as const)[i % 3]!));
    const slices = slicesOf(busy, 100, 1700, 333);
    expect(slices.length).toBeLessThanOrEqual(333);
    expect(slices[0]!.from).toBe(0);
    expect(slices.at(-1)!.to).toBe(333);
    slices.slice(1).forEach(({ from }, i) => expect(from).toBe(slices[i]!.to));
  });
});

test('the time in each state adds up to the time that was looked at', () => {
  const times = stateTimesOf([at(0, 'waiting'), at(10, 'holding'), at(30, 'waiting')], 5, 40);
  expect(times).toEqual({ waiting: 15, holding: 20 });
});
