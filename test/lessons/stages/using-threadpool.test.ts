import { describe, expect, test } from 'vitest';
import { runs, timesOf } from '../stages.ts';

describe('what lesson 7 says of its stages holds under every schedule tried', () => {
  test('nine-workers: 99 tasks of 0.1 s end at 1.1 s, eleven for each worker, and main makes 99 callbacks', () => {
    // 99 / 9 = 11 rounds of 0.1 s. A worker cannot do two tasks of one round, so it does 11.
    for (const { end, events } of runs('nine-workers')) {
      expect(end).toBeCloseTo(1.1, 9);
      const workers = events.filter(({ kind }) => kind === 'run').map(({ thread }) => thread);
      expect(workers).toHaveLength(99);
      for (let worker = 1; worker <= 9; worker++)
        expect(workers.filter((thread) => thread === worker)).toHaveLength(11);
      const callbacks = events.filter(({ kind }) => kind === 'callback');
      expect(callbacks.map(({ thread }) => thread)).toEqual(Array(99).fill(0));
    }
  });

  test('finish-order: callbacks come for 2, 1, 0, at 0.1, 0.2 and 0.3 s', () => {
    for (const one of runs('finish-order')) {
      expect(timesOf(one, 'callback')).toEqual([0.1, 0.2, 0.3]);
      const items = one.events.flatMap((event) => (event.kind === 'callback' ? [event.item] : []));
      expect(items).toEqual([2, 1, 0]);
    }
  });

  test('callbacks-later: tasks end at 0.1 and 0.2 s, both callbacks come at 0.5 s', () => {
    for (const one of runs('callbacks-later')) {
      expect(timesOf(one, 'run', 1)).toEqual([0, 0.1]);
      expect(timesOf(one, 'callback')).toEqual([0.5, 0.5]);
      expect(one.end).toBeCloseTo(0.5, 9);
    }
  });

  test('pool-twice: the late task starts at 0.5 s, and the run ends at 0.6 s', () => {
    for (const one of runs('pool-twice')) {
      const starts = one.events.filter(({ kind }) => kind === 'run').map(({ time }) => Math.round(time * 1e6) / 1e6);
      expect(starts).toEqual([0, 0, 0.5]);
      expect(one.end).toBeCloseTo(0.6, 9);
    }
  });
});
