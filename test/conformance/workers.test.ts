import { afterAll, describe, expect, test } from 'vitest';
import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import { run } from '../../simulator/run/run.ts';
import { nodeThreadGroup } from '../../simulator/engines/workers/node.ts';
import { GALLERY } from '../../simulator/scenario/gallery.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import { follow, recordings } from './follow.ts';
import { events, onThreads } from './threads.ts';

const group = nodeThreadGroup();
afterAll(() => group.terminate());

test.each(recordings)('real threads do what CPython did, step by step: $name', async (recording) => {
  await onThreads(group, recording.scenario, (engine) => follow(engine, recording));
});

const POLICIES: Policy[] = [
  { kind: 'round-robin' },
  { kind: 'run-to-block' },
  ...[1, 2, 3].map((seed) => ({ kind: 'random', seed }) as const),
];
/** Those that CPython was recorded with, and the pool that the lesson on Web Workers runs. */
const scenarios = [
  ...new Map(recordings.map(({ scenario }) => [JSON.stringify(scenario), scenario])).values(),
  GALLERY['first-pool'],
];

describe.each(POLICIES)('under $kind $seed', (policy) => {
  test('real threads and the model write the same trace, event by event, whatever the scenario', async () => {
    const schedule = { policy, picks: [] };
    for (const scenario of scenarios) {
      const model = new ModelEngine(scenario);
      const verdict = run(model, schedulerOf(schedule), { budget: 2000 });
      await onThreads(group, scenario, (engine) => {
        expect(run(engine, schedulerOf(schedule), { budget: 2000 })).toBe(verdict);
        expect(events(engine.trace)).toEqual(events(model.trace));
      });
    }
  });
});
