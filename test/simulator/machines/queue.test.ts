import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario, Statement } from '../../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { apply } from '../../../simulator/trace/apply.ts';
import type { TraceEvent } from '../../../simulator/trace/events.ts';
import { initialState, sizeOf } from '../../../simulator/trace/state.ts';
import type { Trace } from '../../../simulator/trace/trace.ts';
import { anyScenario, policy } from '../arbitrary.ts';

const events = (trace: Trace) => Array.from({ length: trace.length }, (_, i) => trace.at(i));

describe('under every scenario and schedule', () => {
  /** Runs random scenarios under random schedules and hands every trace to a check. */
  const always = (check: (trace: Trace, scenario: Scenario) => void) =>
    fc.assert(
      fc.property(anyScenario, policy, (scenario, how) =>
        check(runScenario(scenario, { policy: how, picks: [] }, 20_000).trace, scenario),
      ),
      { numRuns: 150 },
    );

  test('what is got is what was put, in that order, each once: FIFO, nothing lost, nothing twice', () => {
    always((trace) =>
      trace.queues.forEach((_, queue) => {
        const of = (kind: 'put' | 'get') =>
          events(trace).flatMap((event) => (event.kind === kind && event.queue === queue ? [event.item] : []));
        expect(of('get')).toEqual(of('put').slice(0, of('get').length));
      }),
    );
  });

  test('never over maxsize, and unfinished_tasks never negative nor less than what is queued', () => {
    always((trace) => {
      const state = initialState(trace);
      while (state.position < trace.length) {
        apply(state, trace);
        for (const queue of state.queues) {
          if (queue.info.maxsize > 0) expect(sizeOf(queue)).toBeLessThanOrEqual(queue.info.maxsize);
          expect(sizeOf(queue)).toBeGreaterThanOrEqual(0);
          expect(queue.unfinished).toBeGreaterThanOrEqual(0);
        }
      }
    });
  });

  test('a timed wait ends by its deadline', () => {
    always((trace) => {
      const until = new Map<number, number>();
      for (const event of events(trace)) {
        for (const end of until.values()) expect(event.time).toBeLessThanOrEqual(end);
        if (event.kind === 'wait') until.set(event.thread, event.until);
        if (event.kind === 'notify') until.delete(event.target);
        if (event.kind === 'timeout') {
          expect(event.time).toBe(until.get(event.thread));
          until.delete(event.thread);
        }
      }
    });
  });

  test('a queue is never joined while tasks are unfinished', () => {
    always((trace) => {
      const state = initialState(trace);
      while (state.position < trace.length) {
        const event = trace.at(state.position);
        apply(state, trace);
        if (event.kind === 'join' && event.queue !== null) expect(state.queues[event.queue]!.unfinished).toBe(0);
      }
    });
  });

  test('whoever is woken from a condition waited there longest', () => {
    always((trace) => {
      const state = initialState(trace);
      while (state.position < trace.length) {
        const event = trace.at(state.position);
        if (event.kind === 'notify') expect(state.queues[event.queue]!.waiters[event.condition][0]).toBe(event.target);
        apply(state, trace);
      }
    });
  });
});

describe('one by one', () => {
  const runQueue = (maxsize: number, ...scripts: Statement[][]) =>
    runScenario(
      {
        pool: { kind: 'Queue', maxsize },
        jobs: [],
        threads: scripts.map((script, i) => ({ name: i === 0 ? 'main' : `T${i}`, script })),
      },
      ROUND_ROBIN,
    );
  const kinds = (trace: Trace) =>
    events(trace)
      .filter(
        (event): event is Exclude<TraceEvent, { kind: 'call' | 'return' }> => !['call', 'return'].includes(event.kind),
      )
      .map((event) => `${event.kind}${'error' in event ? ` ${event.error}` : ''}@${event.time}`);

  test('get(block=False) on an empty queue raises Empty at once', () => {
    expect(kinds(runQueue(0, [{ call: 'get', block: false, catch: ['Empty'] }]).trace)).toEqual([
      'raise Empty@0',
      'exit@0',
    ]);
  });
  test('get(timeout=0.5) raises Empty at 0.5 s', () => {
    expect(kinds(runQueue(0, [{ call: 'get', timeout: 0.5, catch: ['Empty'] }]).trace)).toEqual([
      'wait@0',
      'tick@0.5',
      'wake@0.5',
      'timeout@0.5',
      'raise Empty@0.5',
      'exit@0.5',
    ]);
  });
  test('put(timeout=0.5) into a full queue raises Full at 0.5 s', () => {
    const script: Statement[] = [{ call: 'put' }, { call: 'put', timeout: 0.5, catch: ['Full'] }];
    expect(kinds(runQueue(1, script).trace)).toContain('raise Full@0.5');
  });
  test('a queue without a bound is never full, and looks at no timeout in put', () => {
    expect(runQueue(0, [{ call: 'put', timeout: -1 }]).findings).toEqual([
      { kind: 'left-over', queue: 0, size: 1, unfinished: 1 },
    ]);
  });
  test('a negative timeout is a ValueError', () => {
    expect(kinds(runQueue(1, [{ call: 'put', timeout: -1 }]).trace)).toContain('raise ValueError@0');
    expect(kinds(runQueue(1, [{ call: 'get', timeout: -1 }]).trace)).toContain('raise ValueError@0');
    expect(kinds(runQueue(1, [{ call: 'get', block: false, timeout: -1 }]).trace)).toContain('raise Empty@0');
  });
  test('task_done once too often is a ValueError that ends the thread', () => {
    const { findings } = runQueue(0, [{ call: 'put' }, { call: 'get' }, { call: 'task_done' }, { call: 'task_done' }]);
    expect(findings).toEqual([{ kind: 'exception', thread: 0, error: 'ValueError' }]);
  });
  test('join with nothing unfinished is over at once', () => {
    expect(kinds(runQueue(0, [{ call: 'join' }]).trace)).toEqual(['join@0', 'exit@0']);
  });
  test('two consumers of one item: one waits for ever, and nobody is left who could wake it', () => {
    const { outcome, findings } = runQueue(0, [{ call: 'put' }], [{ call: 'get' }], [{ call: 'get' }]);
    expect(outcome).toBe('deadlock');
    expect(findings).toEqual([
      {
        kind: 'deadlock',
        blocked: [
          { thread: 2, queue: 0, condition: 'not_empty', target: null, object: null, deadline: Infinity, holders: [] },
        ],
      },
    ]);
  });
});
