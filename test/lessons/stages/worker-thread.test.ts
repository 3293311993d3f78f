import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../../simulator/scenario/lessons/index.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { runs, timesOf } from '../stages.ts';

describe('what lesson 9 says of its stages holds under every schedule tried', () => {
  test('poll-timeout: Empty at 0.5 s ends no worker; both requests, put at 0.8 s, are taken at once and done at 0.9 s', () => {
    for (const one of runs('poll-timeout')) {
      for (const worker of [1, 2]) expect(timesOf(one, 'raise', worker)).toEqual([0.5]);
      const taken = one.events.filter(({ kind, thread }) => kind === 'get' && thread > 0).map(({ time }) => time);
      expect(taken).toEqual([0.8, 0.8]);
      expect(one.end).toBeCloseTo(0.9, 9);
      expect(one.events.filter(({ kind, thread }) => kind === 'exit' && thread > 0)).toEqual([]);
    }
  });

  test('dismiss-join: the join ends at 1.1 s, or at 0.1 s if no worker had begun to wait', () => {
    const ends = runs('dismiss-join').map(({ end }) => end.toFixed(1));
    expect([...new Set(ends)].filter((end) => end !== '1.1' && end !== '0.1')).toEqual([]);
    expect(ends[0], 'round-robin').toBe('1.1');
  });

  test('poll-often: ten times Empty by 5.0 s, dismissed at 5.2 s, gone at 5.5 s', () => {
    for (const one of runs('poll-often')) {
      // 5.0 / 0.5 = 10, and one more at 5.5.
      expect(timesOf(one, 'raise', 1)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5]);
      expect(timesOf(one, 'dismiss')).toEqual([5.2]);
      expect(timesOf(one, 'exit', 1)).toEqual([5.5]);
    }
  });

  test('poll-seldom: Empty once by 5.2 s, gone at 10.0 s', () => {
    for (const one of runs('poll-seldom')) {
      expect(timesOf(one, 'raise', 1)).toEqual([5, 10]);
      expect(timesOf(one, 'dismiss')).toEqual([5.2]);
      expect(timesOf(one, 'exit', 1)).toEqual([10]);
    }
  });

  test('put-back: whoever has the request when worker 2 is dismissed, its callback comes at 0.4 s', () => {
    for (const one of runs('second-look')) {
      expect(timesOf(one, 'callback')).toEqual([0.4]);
      expect(one.end).toBeCloseTo(0.4, 9);
    }
  });

  test('put-back, as its stage opens it: worker 2 puts the request back and leaves, worker 1 runs it', () => {
    const { trace, mismatch } = runScenario(SCENARIOS['second-look'], {
      policy: { kind: 'run-to-block' },
      picks: [
        [3, 2],
        [9, 2],
        [10, 0],
      ],
    });
    expect(mismatch).toBeNull();
    const told = Array.from({ length: trace.length }, (_, seq) => trace.at(seq))
      .filter(({ kind, time }) => ['put', 'get', 'dismiss', 'run', 'exit'].includes(kind) && time > 0.2 && time < 0.4)
      .map(({ kind, thread }) => `${thread} ${kind}`);
    expect(told).toEqual(['0 put', '2 get', '0 dismiss', '2 put', '2 exit', '1 get', '1 run']);
  });

  test('dismiss: worker 3 leaves at 0.0 or 0.2 s, nobody else does, and all four results arrive', () => {
    const left = runs('dismiss').map((one) => {
      expect(timesOf(one, 'unregister')).toHaveLength(4);
      for (const worker of [1, 2]) expect(timesOf(one, 'exit', worker)).toEqual([]);
      return timesOf(one, 'exit', 3);
    });
    expect(left[0], 'round-robin').toEqual([0.2]);
    for (const times of left) expect([[0], [0.2]]).toContainEqual(times);
  });
});
