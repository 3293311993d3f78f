import { expect, test } from 'vitest';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { stepsBefore, stepsBeforeFailure } from '../../../simulator/session/stepping.ts';
import { K } from '../../../simulator/trace/events.ts';

test('a deadlock comes with the last step of its run', () => {
  const { trace } = runScenario(GALLERY.deadlock, ROUND_ROBIN);
  expect(stepsBeforeFailure(trace)).toBe(stepsBefore(trace, trace.length) - 1);
});

test('an exception comes in the step in which it ends its thread, though others go on', () => {
  // main raises (1), the other sleeps (2), main ends with its exception (3); the clock (4), the other wakes (5) and puts (6).
  const scenario: Scenario = {
    pool: { kind: 'Queue', maxsize: 0 },
    jobs: [],
    threads: [
      { name: 'main', script: [{ call: 'task_done' }] },
      { name: 'other', script: [{ call: 'sleep', seconds: 1 }, { call: 'put' }] },
    ],
  };
  const { trace } = runScenario(scenario, ROUND_ROBIN);
  expect(trace.kindAt(trace.length - 1)).not.toBe(K.exception);
  expect([stepsBeforeFailure(trace), stepsBefore(trace, trace.length)]).toEqual([2, 6]);
});
