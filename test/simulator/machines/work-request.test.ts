import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { workRequestMachine } from '../../../simulator/machines/work-request.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import { policy, threadPoolScenario, workManagerScenario } from '../arbitrary.ts';

test('in every run each request lives the life that its machine allows', () => {
  fc.assert(
    fc.property(fc.oneof(threadPoolScenario, workManagerScenario), policy, (scenario, how) => {
      const { trace } = runScenario(scenario, { policy: how, picks: [] }, 10_000);
      const [start] = initialTransition(workRequestMachine);
      const lives = new Map<number, typeof start>();
      let held: number | null = null;
      for (let i = 0; i < trace.length; i++) {
        const event = trace.at(i);
        // task_done does not say for which request: it is for the one its thread has just run.
        if (event.kind === 'done') held = event.item;
        const item = 'item' in event ? event.item : event.kind === 'task_done' ? held : null;
        if (item === null || ['register', 'make', 'task_done'].includes(event.kind)) continue;
        const before = lives.get(item) ?? start;
        const [after] = transition(workRequestMachine, before, { type: event.kind });
        const known = event.kind === 'callback' || event.kind === 'exc_callback' || after.value !== before.value;
        expect(known, `${event.kind} of request ${item} while ${String(before.value)}`).toBe(true);
        lives.set(item, after);
      }
    }),
    { numRuns: 100 },
  );
});
