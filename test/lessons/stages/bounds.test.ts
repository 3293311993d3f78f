import { describe, expect, test } from 'vitest';
import { runs, timesOf, type Run } from '../stages.ts';

const waitsOf = ({ events }: Run, condition: string) =>
  events.flatMap((event) => (event.kind === 'wait' && event.condition === condition ? [event] : []));
const ofWorkers = (one: Run, kind: 'done' | 'run') =>
  one.events.filter((event) => event.kind === kind).map(({ time }) => Math.round(time * 10) / 10);

describe('what lesson 11 says of its stages holds under every schedule tried', () => {
  test('bounded-queue: four are put at t = 0, two at 0.1 s, never more than two are queued, and all ends at 0.3 s', () => {
    // Two in the workers' hands and two queued; 6 jobs on 2 workers are 3 rounds of 0.1 s.
    for (const one of runs('bounded-queue')) {
      expect(timesOf(one, 'put')).toEqual([0, 0, 0, 0, 0.1, 0.1]);
      expect(one.end).toBeCloseTo(0.3, 9);
      let queued = 0;
      for (const event of one.events) {
        if ('queue' in event && event.queue === 0 && event.kind === 'put') queued++;
        if ('queue' in event && event.queue === 0 && event.kind === 'get') queued--;
        expect(queued).toBeLessThanOrEqual(2);
      }
    }
  });

  test('put-timeout: main waits from 0.1 to 0.2 s, gets Full, and two requests of three are done at 0.8 s', () => {
    for (const one of runs('put-timeout')) {
      expect(waitsOf(one, 'not_full')).toMatchObject([{ thread: 0, time: 0.1, until: 0.2 }]);
      expect(timesOf(one, 'raise').slice(0, 1)).toEqual([0.2]);
      expect(timesOf(one, 'register')).toEqual([0, 0.1]);
      expect(ofWorkers(one, 'done')).toEqual([0.4, 0.8]);
      expect(one.end).toBeCloseTo(0.8, 9);
    }
  });

  test('bounded-results: three jobs are done by 0.2 s, both workers wait until 0.5 s, and the last job ends at 0.6 s', () => {
    for (const one of runs('bounded-results')) {
      expect(ofWorkers(one, 'done')).toEqual([0.1, 0.1, 0.2, 0.6]);
      expect(ofWorkers(one, 'run')).toEqual([0, 0, 0.1, 0.5]);
      expect(one.end).toBeCloseTo(0.6, 9);
      // One waits from 0.1 s with its result, the other from 0.2 s; main's first poll is at 0.5 s.
      const held = waitsOf(one, 'not_full').filter(({ time }) => time < 0.5);
      expect(held.map(({ time }) => Math.round(time * 10) / 10)).toEqual([0.1, 0.2]);
      expect(held.map(({ thread }) => thread).toSorted()).toEqual([1, 2]);
      expect(Math.min(...timesOf(one, 'get'))).toBe(0.5);
    }
  });

  test('deadlock: at 0.2 s four requests are in, three jobs done, no result taken, and three threads wait on not_full', () => {
    // One result queued, one in each worker's hand, one request queued: 4. Main waits with the fifth.
    for (const one of runs('deadlock', 'deadlock')) {
      expect(timesOf(one, 'put')).toEqual([0, 0, 0, 0.1]);
      expect(timesOf(one, 'register')).toHaveLength(4);
      expect(ofWorkers(one, 'done')).toEqual([0.1, 0.1, 0.2]);
      expect(one.end).toBeCloseTo(0.2, 9);
      expect(one.queued).toBe(1);
      expect(one.threads.map(({ status }) => status)).toEqual(['blocked', 'blocked', 'blocked']);
      expect(timesOf(one, 'get')).toEqual([]);
    }
  });

  test('poll-between: the same ten requests are over at 0.5 s', () => {
    for (const one of runs('poll-between')) {
      expect(one.end).toBeCloseTo(0.5, 9);
      expect(timesOf(one, 'unregister')).toHaveLength(10);
    }
  });
});
