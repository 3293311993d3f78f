import { describe, expect, test } from 'vitest';
import { runs } from '../stages.ts';

describe('what lesson 24 says of its stage holds under every schedule tried', () => {
  // Main puts six requests and dismisses both workers at t = 0. A request takes 0.1 s, so a worker that has begun one finds
  // itself dismissed when it is over: each does one at most, two together. Four of the six are left, or more.
  test('dismissed-with-work-left: at most two of six requests are done, and nobody is there for the rest', () => {
    for (const { end, events, queued, threads } of runs('dismissed-with-work-left')) {
      expect(end).toBeLessThanOrEqual(0.1 + 1e-9);
      expect(queued).toBeGreaterThanOrEqual(4);
      expect(queued).toBe(6 - events.filter(({ kind }) => kind === 'run').length);
      expect(threads.slice(1).map(({ status }) => status)).toEqual(['exited', 'exited']);
    }
  });
});
