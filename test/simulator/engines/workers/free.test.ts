import { afterAll, describe, expect, test } from 'vitest';
import { runFree } from '../../../../simulator/engines/workers/free.ts';
import { RunMemory } from '../../../../simulator/engines/workers/memory.ts';
import { nodeThreadGroup } from '../../../../simulator/engines/workers/node.ts';
import { NoteRing } from '../../../../simulator/engines/workers/ring.ts';
import { canEnd } from '../../../../simulator/machines/machines.ts';
import type { Scenario } from '../../../../simulator/scenario/scenario.ts';
import { diagnose } from '../../../../simulator/trace/diagnose.ts';
import { Player } from '../../../../simulator/trace/player.ts';
import { sizeOf } from '../../../../simulator/trace/state.ts';

const group = nodeThreadGroup();
afterAll(() => group.terminate());

async function freely(scenario: Scenario, options: { notes?: number; budget?: number; signal?: AbortSignal } = {}) {
  const memory = RunMemory.create(scenario, false, options.notes);
  await group.ready(memory.threads);
  group.assign(memory.handle, memory.threads);
  return runFree(memory, options);
}

const workManager = (jobs: number, thread_num: number, duration = 0): Scenario => ({
  pool: { kind: 'WorkManager', thread_num },
  jobs: [{ count: jobs, duration }],
  threads: [{ name: 'main', script: [{ call: 'WorkManager' }, { call: 'wait_allcomplete' }] }],
});
const threadPool = (over: Partial<Extract<Scenario['pool'], { kind: 'ThreadPool' }>> = {}): Scenario => ({
  pool: { kind: 'ThreadPool', num_workers: 3, q_size: 0, resq_size: 0, poll_timeout: 0.02, ...over },
  jobs: [{ count: 20, duration: 0.001, callback: 'returns' }],
  threads: [
    {
      name: 'main',
      script: [
        { call: 'ThreadPool' },
        { call: 'makeRequests' },
        { call: 'putRequest' },
        { call: 'wait' },
        { call: 'dismissWorkers', num_workers: 3, do_join: true },
      ],
    },
  ],
});

describe('threads that run as they can', () => {
  test('the trace of a WorkManager is whole: every job is run once, and the queue is empty at the end', async () => {
    const { trace, outcome, missing } = await freely(workManager(200, 6));
    expect([outcome, missing]).toEqual(['finished', 0]);
    const events = Array.from({ length: trace.length }, (_, i) => trace.at(i));
    const items = events.flatMap((event) => (event.kind === 'done' ? [event.item] : []));
    expect(items.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(events.every(({ time }, i) => i === 0 || time >= events[i - 1]!.time)).toBe(true);
    const state = new Player(trace).seek(trace.length);
    expect([sizeOf(state.queues[0]!), state.queues[0]!.unfinished]).toEqual([0, 0]);
    expect(state.threads.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'exited'));
  });

  test('time goes on as the jobs take it: every job ends after it began by at least its duration', async () => {
    const { trace } = await freely(workManager(6, 3, 0.02));
    const began = new Map<number, number>();
    for (let i = 0; i < trace.length; i++) {
      const event = trace.at(i);
      if (event.kind === 'run') began.set(event.item, event.time);
      if (event.kind === 'done') expect(event.time - began.get(event.item)!).toBeGreaterThanOrEqual(0.019);
    }
    expect(began.size).toBe(6);
  });

  test('a ThreadPool works, is dismissed, and nothing is left', async () => {
    const { trace, outcome } = await freely(threadPool());
    expect(outcome).toBe('finished');
    const state = new Player(trace).seek(trace.length);
    expect(state.pending).toBe(0);
    expect(state.threads.map(({ status }) => status)).toEqual(['exited', 'exited', 'exited', 'exited']);
  });

  test('both queues bounded, and more requests than they hold: a deadlock is seen, and said who waits for what', async () => {
    const { trace, outcome } = await freely(threadPool({ q_size: 2, resq_size: 2 }));
    expect(outcome).toBe('deadlock');
    const findings = diagnose(new Player(trace), outcome, canEnd);
    expect(findings).toMatchObject([{ kind: 'deadlock' }]);
  });

  test('whoever polls for ever beside somebody who waits for ever makes no progress', async () => {
    const scenario = threadPool({ poll_timeout: 0.01 });
    // Two wait for the one result; whoever does not get it waits for ever.
    scenario.jobs = [{ duration: 1.5 }];
    scenario.threads[0]!.script = [
      { call: 'ThreadPool' },
      { call: 'makeRequests' },
      { call: 'putRequest' },
      { call: 'wait' },
    ];
    scenario.threads.push({ name: 'waiter', script: [{ call: 'sleep', seconds: 0.5 }, { call: 'wait' }] });
    expect((await freely(scenario)).outcome).toBe('livelock');
  });

  test('notes that find no place are counted, and what the trace has up to there holds together', async () => {
    const { trace, missing, outcome } = await freely(workManager(5000, 4), { notes: 16 });
    expect(outcome).toBe('finished');
    expect(missing).toBeGreaterThan(0);
    expect(new Player(trace).seek(trace.length).position).toBe(trace.length);
  });

  test('a run that is given up ends, and the threads take part in the next one', async () => {
    const aborting = new AbortController();
    const run = freely(threadPool({ num_workers: 1 }), { signal: aborting.signal });
    aborting.abort(new Error('enough'));
    await expect(run).rejects.toThrow('enough');
    expect((await freely(workManager(3, 2))).outcome).toBe('finished');
  });
});

describe('the ring', () => {
  const note = (a: number) => ({ kind: 1, step: false, thread: 0, object: 0, a, b: 0, time: 0, deadline: NaN });

  test('gives back what was written, in order, many times round', () => {
    const ring = NoteRing.create(8);
    for (let i = 0; i < 100; i++) {
      ring.push(note(i));
      expect(ring.shift()).toMatchObject({ a: i, whole: true });
    }
    expect([ring.shift(), ring.dropped]).toEqual([null, 0]);
  });

  test('what comes after a note that was dropped is not whole', () => {
    const ring = NoteRing.create(4);
    for (let i = 0; i < 6; i++) ring.push(note(i));
    expect(ring.dropped).toBe(2);
    for (let i = 0; i < 4; i++) expect(ring.shift()).toMatchObject({ a: i, whole: true });
    ring.push(note(6));
    expect(ring.shift()).toMatchObject({ a: 6, whole: false });
  });
});
