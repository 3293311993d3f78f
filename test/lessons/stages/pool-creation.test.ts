import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../../simulator/scenario/lessons/index.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { runs, timesOf } from '../stages.ts';

describe('what lesson 8 says of its stages holds under every schedule tried', () => {
  test('new-pool: main starts three workers, each waits on not_empty until 5 s, and the program ends at 0.1 s', () => {
    for (const { end, events, threads } of runs('new-pool')) {
      expect(end).toBeCloseTo(0.1, 9);
      expect(events.filter(({ kind, thread }) => kind === 'start' && thread === 0)).toHaveLength(3);
      const waits = events.filter(({ kind, thread }) => kind === 'wait' && thread > 0);
      expect(waits).toHaveLength(3);
      for (const wait of waits) expect(wait).toMatchObject({ condition: 'not_empty', until: 5 });
      expect(threads).toHaveLength(4);
    }
  });

  test('new-pool, as the lesson opens it: the first worker waits before the second is started', () => {
    // Three steps: main starts Thread-1, which looks at its event, and then asks for a request.
    const { trace } = runScenario(SCENARIOS['new-pool'], { policy: { kind: 'run-to-block' }, picks: [[1, 1]] });
    const events = Array.from({ length: trace.length }, (_, seq) => trace.at(seq));
    const waits = events.findIndex(({ kind, thread }) => kind === 'wait' && thread === 1);
    expect(waits).toBeGreaterThan(0);
    expect(events.slice(0, waits).filter(({ kind }) => kind === 'start')).toHaveLength(1);
  });

  test('growing-pool: two tasks begin on one worker, two more at 0.15 s on new ones, and all are done at 0.35 s', () => {
    // Worker 1: 0 and 0.1, then 0.2. Workers 2 and 3: 0.15, and whichever is first at 0.25 has the sixth.
    for (const { end, events } of runs('growing-pool')) {
      const begun = events.filter(({ kind }) => kind === 'run').map(({ time }) => Math.round(time * 1e6) / 1e6);
      expect(begun).toEqual([0, 0.1, 0.15, 0.15, 0.2, 0.25]);
      expect(end).toBeCloseTo(0.35, 9);
    }
  });

  test('forgotten-timeout: the first worker looks up at 0.5 and 1.0 s, the second would at 5 s', () => {
    for (const one of runs('forgotten-timeout')) {
      expect(timesOf(one, 'timeout', 1)).toEqual([0.5, 1]);
      expect(timesOf(one, 'timeout', 2)).toEqual([]);
      expect(one.events.find(({ kind, thread }) => kind === 'wait' && thread === 2)).toMatchObject({ until: 5 });
      expect(one.end).toBeCloseTo(1.2, 9);
    }
  });

  test('no-wait: the program ends at 0 s, no task is done and no callback called', () => {
    for (const { end, events } of runs('no-wait')) {
      expect(end).toBe(0);
      expect(events.filter(({ kind }) => kind === 'callback')).toEqual([]);
      expect(events.filter((event) => event.kind === 'put' && event.queue === 1)).toEqual([]);
    }
  });
});
