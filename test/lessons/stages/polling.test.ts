import { describe, expect, test } from 'vitest';
import { runs, timesOf } from '../stages.ts';

describe('what lesson 12 says of its stages holds under every schedule tried', () => {
  test('failing-job: main calls the exception callback at 0.1 s, five callbacks, and wait() returns at 0.2 s', () => {
    // Three workers: requests 0, 1 and 2 end at 0.1 s, the others at 0.2 s.
    for (const one of runs('failing-job')) {
      expect(timesOf(one, 'exc_callback')).toEqual([0.1]);
      expect(timesOf(one, 'callback')).toEqual([0.1, 0.1, 0.2, 0.2, 0.2]);
      expect(timesOf(one, 'unregister')).toHaveLength(6);
      expect(one.end).toBeCloseTo(0.2, 9);
      expect(one.threads.map(({ status }) => status).slice(0, 1)).toEqual(['exited']);
      expect(one.threads.filter(({ status }) => status === 'died')).toEqual([]);
    }
  });

  test('callback-raises: the second wait() takes the other two results at 0.2 and 0.3 s, and waits for ever', () => {
    for (const one of runs('callback-raises', 'livelock')) {
      expect(timesOf(one, 'callback')).toEqual([0.1, 0.2, 0.3]);
      expect(timesOf(one, 'unregister')).toEqual([0.2, 0.3]);
      expect(one.threads[0]!.status).toBe('blocked');
    }
  });
});
