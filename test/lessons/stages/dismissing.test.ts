import { describe, expect, test } from 'vitest';
import { SCENARIOS, type ScenarioId } from '../../../simulator/scenario/lessons/index.ts';
import type { Schedule } from '../../../simulator/schedule/scheduler.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { runs } from '../stages.ts';

/** Of a stage that opens in a schedule of its own. */
function opened(id: ScenarioId, picks: Schedule['picks'], kind: 'run-to-block' | 'round-robin' = 'run-to-block') {
  const { trace, player, outcome, mismatch } = runScenario(SCENARIOS[id], { policy: { kind }, picks });
  expect(mismatch).toBeNull();
  const events = Array.from({ length: trace.length }, (_, seq) => trace.at(seq));
  return {
    outcome,
    events,
    state: player.seek(trace.length),
    thread: (name: string) => trace.threads.findIndex((one) => one.name === name),
  };
}

describe('what lesson 13 says of its stages', () => {
  test('dismiss: the four requests are done at 0.4 s, and the newest worker has left within poll_timeout', () => {
    for (const { events, end } of runs('dismiss')) {
      // 0.4 s of work, then main sleeps for 1.5 s.
      expect(end).toBeCloseTo(1.9, 9);
      expect(events.filter(({ kind }) => kind === 'dismiss')).toMatchObject([{ target: 3 }]);
      const exit = events.find(({ kind, thread }) => kind === 'exit' && thread === 3)!;
      expect(exit.time).toBeLessThanOrEqual(1);
      expect(Math.max(...events.filter(({ kind }) => kind === 'done').map(({ time }) => time))).toBeCloseTo(0.4, 9);
    }
  });

  test('dismiss-join: with all three workers idle from 0.1 s the call returns at 1.1 s', () => {
    const { events } = opened('dismiss-join', [], 'round-robin');
    const times = events.flatMap(({ kind, thread, time }) =>
      kind === 'join' && thread === 0 ? [time.toFixed(1)] : [],
    );
    expect(times).toEqual(['1.1', '1.1', '1.1']);
    const asked = events.flatMap((event) => (event.kind === 'dismiss' ? [event.target] : []));
    expect(asked).toEqual([3, 2, 1]);
  });

  test('dismiss-join: whatever the schedule, all have left by 1.1 s', () => {
    for (const { end, threads } of runs('dismiss-join')) {
      expect(end).toBeLessThan(1.1 + 1e-9);
      expect(threads.map(({ status }) => status)).toEqual(['exited', 'exited', 'exited', 'exited']);
    }
  });

  test('put-back: the stage opens in a run in which request 0 is done after 1 and 2', () => {
    const { events, outcome } = opened('put-back-last', [
      [2, 1],
      [15, 2],
    ]);
    expect(outcome).toBe('finished');
    expect(events.flatMap((event) => (event.kind === 'run' ? [event.item] : []))).toEqual([1, 2, 0]);
  });

  test('put-back: whatever the schedule, each request is done once', () => {
    for (const { events } of runs('put-back-last'))
      expect(events.flatMap((event) => (event.kind === 'done' ? [event.item] : [])).toSorted()).toEqual([0, 1, 2]);
  });

  test('nobody-left: main ends with NoWorkersAvailable at t = 0', () => {
    for (const { threads, end } of runs('nobody-left')) {
      expect(threads[0]).toMatchObject({ status: 'died', error: 'NoWorkersAvailable' });
      expect(end).toBe(0);
    }
  });
});

describe('what lesson 14 says of its stages', () => {
  test('put-back-full: Thread-1 waits for a place to put request 0 back, and main waits for Thread-1', () => {
    const { outcome, state, events } = opened('put-back-full', [[6, 0]]);
    expect(outcome).toBe('deadlock');
    expect(events.at(-1)).toMatchObject({ kind: 'wait', thread: 1, queue: 0, condition: 'not_full' });
    expect(state.threads[0]!.target).toBe(1);
  });

  test('dismissed-in-hand: the worker leaves, the request is in the queue, and main waits for a result', () => {
    const { outcome, events, state, thread } = opened('dismissed-in-hand', []);
    expect(outcome).toBe('deadlock');
    const worker = thread('Thread-1');
    expect(events.at(-2)).toMatchObject({ kind: 'put', thread: worker, queue: 0, item: 0 });
    expect(state.threads[worker]!.status).toBe('exited');
    expect(state.threads[0]).toMatchObject({ queue: 1, condition: 'not_empty' });
  });

  test('dismissed-in-hand: when Thread-1 goes on before other, main gets its result', () => {
    // At step 9 main waits, and both others can go on.
    const { outcome, events } = opened('dismissed-in-hand', [[9, 2]]);
    expect(outcome).toBe('finished');
    expect(events.some(({ kind, thread }) => kind === 'get' && thread === 0)).toBe(true);
  });
});
