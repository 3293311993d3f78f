import { describe, expect, test } from 'vitest';
import { runs, timesOf } from '../stages.ts';

describe('what lessons 1 to 4 say of their stages holds under every schedule tried', () => {
  test('first-pool: six tasks on three workers end at 0.2 s, two tasks each, and main makes every callback', () => {
    for (const { end, events } of runs('first-pool')) {
      expect(end).toBeCloseTo(0.2, 9);
      const callbacks = events.filter(({ kind }) => kind === 'callback');
      expect(callbacks.map(({ thread }) => thread)).toEqual([0, 0, 0, 0, 0, 0]);
      const workers = events.filter(({ kind }) => kind === 'run').map(({ thread }) => thread);
      for (const worker of new Set(workers)) expect(workers.filter((thread) => thread === worker)).toHaveLength(2);
    }
  });

  test('queue-basics: both threads finish, nothing is left', () => {
    for (const { queued, unfinished, end } of runs('queue-basics'))
      expect([queued, unfinished, end]).toEqual([0, 0, 0]);
  });

  test('queue-empty: the consumer waits on not_empty, and is notified at 0.3 s', () => {
    for (const one of runs('queue-empty')) {
      expect(one.events.find(({ kind }) => kind === 'wait')).toMatchObject({
        thread: 1,
        condition: 'not_empty',
        until: Infinity,
      });
      expect(timesOf(one, 'notify')).toEqual([0.3]);
    }
  });

  test('queue-full: the third put waits on not_full until 0.5 s', () => {
    for (const { events } of runs('queue-full')) {
      const waited = events.findIndex(({ kind, thread }) => kind === 'wait' && thread === 0);
      expect(events[waited]).toMatchObject({ condition: 'not_full', time: 0 });
      expect(events.slice(0, waited).filter(({ kind }) => kind === 'put')).toHaveLength(2);
      expect(events.filter(({ kind }) => kind === 'put')[2]!.time).toBeCloseTo(0.5, 9);
    }
  });

  test('queue-join: main goes on at 0.4 s, though the queue is empty from 0.2 s', () => {
    for (const one of runs('queue-join')) {
      expect(timesOf(one, 'join')).toEqual([0.4]);
      expect(timesOf(one, 'get', 1)).toEqual([0, 0.2]);
    }
  });

  test('queue-timeout: Empty comes at 0.5 s, and main goes on', () => {
    for (const one of runs('queue-timeout')) {
      expect(timesOf(one, 'raise')).toEqual([0.5]);
      expect(one.threads[0]!.status).toBe('exited');
    }
  });

  test('queue-task-done: the second task_done raises ValueError', () => {
    for (const one of runs('queue-task-done'))
      expect(one.threads[0]).toMatchObject({ status: 'died', error: 'ValueError' });
  });

  test('work-manager-small: six jobs on three threads end at 0.2 s, and nothing is unfinished', () => {
    for (const { end, unfinished } of runs('work-manager-small')) {
      expect(end).toBeCloseTo(0.2, 9);
      expect(unfinished).toBe(0);
    }
  });

  test('work-manager: 999 jobs on 99 threads end at 1.1 s; 90 workers leave at 1.0 s and 9 at 1.1 s', () => {
    for (const { end, events } of runs('work-manager')) {
      expect(end).toBeCloseTo(1.1, 9);
      const exits = events
        .filter(({ kind, thread }) => kind === 'exit' && thread > 0)
        .map(({ time }) => time.toFixed(1));
      expect(exits.filter((time) => time === '1.0')).toHaveLength(90);
      expect(exits.filter((time) => time === '1.1')).toHaveLength(9);
    }
  });

  test('wm-failing-job: the worker leaves at 0.2 s; one job stays queued and two unfinished; main ends as if all were well', () => {
    for (const one of runs('wm-failing-job')) {
      expect(one).toMatchObject({ queued: 1, unfinished: 2 });
      expect(one.end).toBeCloseTo(0.2, 9);
      expect(one.threads.map(({ status }) => status)).toEqual(['exited', 'exited']);
    }
  });

  test('wm-late-job: the late job stays queued, and every worker has left', () => {
    for (const one of runs('wm-late-job')) {
      expect(one).toMatchObject({ queued: 1, unfinished: 1 });
      expect(one.threads.every(({ status }) => status === 'exited')).toBe(true);
    }
  });
});
