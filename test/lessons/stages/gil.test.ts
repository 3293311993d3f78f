import { describe, expect, test } from 'vitest';
import { runs, timesOf } from '../stages.ts';

describe('what lessons 15 to 17 say of their stages holds under every schedule tried', () => {
  test('nine-threads: 99 jobs of 0.1 s on 9 threads end at 1.1 s, and nine sleep at a time', () => {
    // 99 / 9 = 11 rounds of 0.1 s. One thread alone: 99 × 0.1 = 9.9 s, and 9.9 / 1.1 = 9.
    for (const one of runs('nine-threads')) {
      expect(one.end).toBeCloseTo(1.1, 9);
      expect(9.9 / one.end).toBeCloseTo(9, 6);
      const atOnce = one.events.filter(({ kind, time }) => kind === 'run' && time === 0);
      expect(new Set(atOnce.map(({ thread }) => thread)).size).toBe(9);
    }
  });

  test('one-item-two-takers: at 0.1 s one taker gets the item, and the other gets Empty', () => {
    for (const one of runs('one-item-two-takers')) {
      const got = [1, 2].flatMap((thread) => timesOf(one, 'get', thread));
      const empty = [1, 2].flatMap((thread) => timesOf(one, 'raise', thread));
      expect([got, empty, one.queued]).toEqual([[0.1], [0.1], 0]);
      expect(one.threads.every(({ status }) => status === 'exited')).toBe(true);
    }
  });

  test('chunks-of-five: 12 items in chunks of five on four workers end at 0.5 s, and one worker has nothing to do', () => {
    // Chunks of 5, 5 and 2 items of 0.1 s: 0.5, 0.5 and 0.2 s, side by side. One by one: 12 / 4 = 3 rounds, 0.3 s.
    for (const { end, events } of runs('chunks-of-five')) {
      expect(end).toBeCloseTo(0.5, 9);
      expect(new Set(events.filter(({ kind }) => kind === 'run').map(({ thread }) => thread)).size).toBe(3);
    }
  });
});
