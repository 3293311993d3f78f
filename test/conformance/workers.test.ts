import { afterAll, describe, expect, test } from 'vitest';
import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import { run } from '../../simulator/run/run.ts';
import { WorkersEngine } from '../../simulator/engines/workers/engine.ts';
import { RunMemory } from '../../simulator/engines/workers/memory.ts';
import { nodeCrew } from '../../simulator/engines/workers/node.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import type { Trace } from '../../simulator/trace/trace.ts';
import { follow, recordings } from './follow.ts';

const crew = nodeCrew();
afterAll(() => crew.terminate());

/** Real threads in their places, waiting for their turns. */
async function onThreads(scenario: Scenario, use: (engine: WorkersEngine) => void): Promise<void> {
  const memory = RunMemory.create(scenario, true);
  await crew.ready(memory.threads);
  crew.assign(memory.handle, memory.threads);
  const engine = new WorkersEngine(memory);
  try {
    use(engine);
  } finally {
    engine.dispose();
  }
}

test.each(recordings)('real threads do what CPython did, step by step: $name', async (recording) => {
  await onThreads(recording.scenario, (engine) => follow(engine, recording));
});

const events = (trace: Trace) => Array.from({ length: trace.length }, (_, i) => trace.at(i));
const POLICIES: Policy[] = [
  { kind: 'round-robin' },
  { kind: 'run-to-block' },
  ...[1, 2, 3].map((seed) => ({ kind: 'random', seed }) as const),
];
const scenarios = [...new Map(recordings.map(({ scenario }) => [JSON.stringify(scenario), scenario])).values()];

describe.each(POLICIES)('under $kind $seed', (policy) => {
  test('real threads and the model write the same trace, event by event, whatever the scenario', async () => {
    const schedule = { policy, picks: [] };
    for (const scenario of scenarios) {
      const model = new ModelEngine(scenario);
      const verdict = run(model, schedulerOf(schedule), { budget: 2000 });
      await onThreads(scenario, (engine) => {
        expect(run(engine, schedulerOf(schedule), { budget: 2000 })).toBe(verdict);
        expect(events(engine.trace)).toEqual(events(model.trace));
      });
    }
  });
});
