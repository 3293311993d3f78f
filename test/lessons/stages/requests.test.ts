import { describe, expect, test } from 'vitest';
import { runs, timesOf } from '../stages.ts';

/** The number of results that were expected after each putRequest. */
const expected = ({ events }: ReturnType<typeof runs>[number]) =>
  events.flatMap((event) => (event.kind === 'register' ? [event.pending] : []));
/** The time at which main came back from wait(), its fourth call: ThreadPool, makeRequests and putRequest come before. */
const waited = (one: ReturnType<typeof runs>[number]) => timesOf(one, 'return')[3];

describe('what lesson 10 says of its stages holds under every schedule tried', () => {
  test('own-ids: two results are expected, and wait() returns with both at 0.2 s', () => {
    for (const one of runs('own-ids')) {
      expect(expected(one)).toEqual([1, 2]);
      expect(timesOf(one, 'callback')).toEqual([0.1, 0.2]);
      expect(waited(one)).toBe(0.2);
    }
  });

  test('same-id: one result is expected for two requests, wait() returns at 0.1 s, and the other result comes at 0.2 s', () => {
    for (const one of runs('same-id')) {
      expect(expected(one)).toEqual([1, 1]);
      expect(timesOf(one, 'callback')).toEqual([0.1]);
      expect(waited(one)).toBe(0.1);
      const results = one.events.filter(({ kind, thread }) => kind === 'put' && thread === 1);
      expect(results.map(({ time }) => Number(time.toFixed(6)))).toEqual([0.1, 0.2]);
      // Nobody gets the second one: main gets one result in all.
      expect(one.events.filter(({ kind, thread }) => kind === 'get' && thread === 0)).toHaveLength(1);
    }
  });
});
