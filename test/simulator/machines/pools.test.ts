import { describe, expect, test } from 'vitest';
import { GALLERY, type GalleryId } from '../../../simulator/scenario/gallery.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN, type Policy } from '../../../simulator/schedule/scheduler.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import type { EventKind, TraceEvent } from '../../../simulator/trace/events.ts';
import type { Trace } from '../../../simulator/trace/trace.ts';

const run = (scenario: Scenario, policy: Policy = { kind: 'round-robin' }) =>
  runScenario(scenario, { policy, picks: [] });
const ready = (id: GalleryId) => run(GALLERY[id]);
const events = (trace: Trace) => Array.from({ length: trace.length }, (_, i) => trace.at(i));
const of = <Name extends EventKind>(trace: Trace, kind: Name) =>
  events(trace).filter((event): event is Extract<TraceEvent, { kind: Name }> => event.kind === kind);
const end = (trace: Trace) => trace.timeAt(trace.length - 1);

describe('WorkManager', () => {
  test('999 jobs of 0.1 s on 99 threads take ceil(999 / 99) × 0.1 = 1.1 s', () => {
    const { trace, outcome } = ready('work-manager');
    expect(outcome).toBe('finished');
    expect(end(trace)).toBeCloseTo(1.1, 9);
    expect(of(trace, 'done')).toHaveLength(999);
    expect(of(trace, 'start')).toHaveLength(99);
  });
  test.each([
    [10, 10, 0.1],
    [10, 9, 0.2],
    [99, 9, 1.1],
    [0, 4, 0],
    [3, 8, 0.1],
  ])('%i jobs of 0.1 s on %i threads take %f s under any schedule', (count, thread_num, seconds) => {
    const scenario: Scenario = {
      pool: { kind: 'WorkManager', thread_num },
      jobs: [{ count, duration: 0.1 }],
      threads: [{ name: 'main', script: [{ call: 'WorkManager' }, { call: 'wait_allcomplete' }] }],
    };
    for (const policy of [{ kind: 'round-robin' }, { kind: 'run-to-block' }, { kind: 'random', seed: 1 }] as const)
      expect(end(run(scenario, policy).trace)).toBeCloseTo(seconds, 9);
  });
  test('a failing job takes its only worker with it: 1 job stays queued and unfinished_tasks is 2', () => {
    expect(ready('wm-failing-job').findings).toEqual([
      { kind: 'lost-thread', thread: 1, item: 1, queued: 1 },
      { kind: 'left-over', queue: 0, size: 1, unfinished: 2 },
    ]);
  });
  test('a job added after the workers have left is never run', () => {
    expect(ready('wm-late-job').findings).toEqual([{ kind: 'left-over', queue: 0, size: 1, unfinished: 1 }]);
  });
});

describe('ThreadPool', () => {
  test('9 workers and 99 requests of 0.1 s take 1.1 s, and every callback is called once', () => {
    const { trace } = run({
      pool: { kind: 'ThreadPool', num_workers: 9, q_size: 0, resq_size: 0, poll_timeout: 5 },
      jobs: [{ count: 99, duration: 0.1, callback: 'returns' }],
      threads: [
        {
          name: 'main',
          script: [{ call: 'ThreadPool' }, { call: 'makeRequests' }, { call: 'putRequest' }, { call: 'wait' }],
        },
      ],
    });
    expect(end(trace)).toBeCloseTo(1.1, 9);
    expect(
      of(trace, 'callback')
        .map(({ item }) => item)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 99 }, (_, i) => i));
  });
  test('an idle worker that is dismissed leaves within poll_timeout, and not before it wakes', () => {
    const { trace } = ready('dismiss-join');
    const dismissed = of(trace, 'dismiss').map(({ time }) => time);
    const left = of(trace, 'exit').filter(({ thread }) => thread > 0);
    expect(dismissed).toEqual([0.1, 0.1, 0.1]);
    expect(left.map(({ time }) => time)).toEqual([1.1, 1.1, 1.1]);
  });
  test('a failing job calls the exception callback and not the callback, and its worker lives on', () => {
    const { trace, findings } = ready('failing-job');
    expect(of(trace, 'exc_callback').map(({ item }) => item)).toEqual([2]);
    expect(
      of(trace, 'callback')
        .map(({ item }) => item)
        .toSorted(),
    ).toEqual([0, 1, 3, 4, 5]);
    expect(findings).toEqual([]);
  });
  test('an idle pool polls: two workers time out at 0.5 s and find nothing', () => {
    expect(of(ready('poll-timeout').trace, 'timeout').map(({ time, thread }) => [time, thread])).toEqual([
      [0.5, 1],
      [0.5, 2],
    ]);
  });
  test('two full queues deadlock: main waits for the workers, and the workers wait for main', () => {
    const { outcome, findings } = ready('deadlock');
    expect(outcome).toBe('deadlock');
    const [found] = findings;
    expect(
      found?.kind === 'deadlock' && found.blocked.map(({ thread, condition, holders }) => [thread, condition, holders]),
    ).toEqual([
      [0, 'not_full', [1, 2]],
      [1, 'not_full', [0]],
      [2, 'not_full', [0]],
    ]);
  });
  test('daemon workers end with main: a pool that polls for ever does not keep the program alive', () => {
    expect(ready('first-pool').outcome).toBe('finished');
  });
  test('poll(block=False) with requests on their way returns at once; with none it raises NoResultsPending', () => {
    const { trace, findings } = run({
      pool: { kind: 'ThreadPool', num_workers: 1, q_size: 0, resq_size: 0, poll_timeout: 5 },
      jobs: [{ duration: 0.1 }],
      threads: [
        {
          name: 'main',
          script: [
            { call: 'ThreadPool' },
            { call: 'putRequest' },
            { call: 'poll' },
            { call: 'sleep', seconds: 1 },
            { call: 'poll' },
          ],
        },
      ],
    });
    expect(
      of(trace, 'raise')
        .filter(({ thread }) => thread === 0)
        .map(({ error, time }) => [error, time]),
    ).toEqual([
      ['Empty', 0],
      ['NoResultsPending', 1],
    ]);
    expect(findings).toEqual([{ kind: 'exception', thread: 0, error: 'NoResultsPending' }]);
  });
  test('an unhashable requestID is a TypeError in makeRequests', () => {
    const { findings } = run({
      ...GALLERY['first-pool'],
      jobs: [{ duration: 0.1, unhashable: true }],
    });
    expect(findings).toEqual([{ kind: 'exception', thread: 0, error: 'TypeError' }]);
  });
});

test('the same scenario under the same schedule gives the same trace', () => {
  for (const scenario of Object.values(GALLERY).slice(0, 8)) {
    const schedule = { policy: { kind: 'random', seed: 5 }, picks: [] } as const;
    expect(events(runScenario(scenario, schedule).trace)).toEqual(events(runScenario(scenario, schedule).trace));
  }
});

test('a run that would never end is stopped, and says so', () => {
  const { outcome, findings } = runScenario(GALLERY['work-manager'], ROUND_ROBIN, 500);
  expect(outcome).toBe('budget');
  expect(findings[0]?.kind).toBe('budget');
});
