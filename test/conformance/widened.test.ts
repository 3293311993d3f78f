import { afterAll, describe, expect, test } from 'vitest';
import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import { run } from '../../simulator/run/run.ts';
import { nodeThreadGroup } from '../../simulator/engines/workers/node.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import { widen, widened, type Window } from '../simulator/threads/widen.ts';
import { follow, recordings } from './follow.ts';
import { events, onThreads } from './threads.ts';

const scenarios = [...new Map(recordings.map(({ scenario }) => [JSON.stringify(scenario), scenario])).values()];

/** The director's windows, and the threads'. */
const WIDTHS: [director: Window[], threads: Window[]][] = [
  [['notify'], []],
  [[], ['notify']],
  [['wait'], ['wait']],
];

describe.each(WIDTHS)('with a late %j in the director and a late %j in the threads', (director, threads) => {
  const undo = () => {};
  let restore = undo;
  const group = nodeThreadGroup(widened(threads));
  afterAll(() => group.terminate());

  test('nobody runs out of turn: real threads do what CPython did', async () => {
    restore = widen(director);
    try {
      for (const recording of recordings)
        await onThreads(group, recording.scenario, (engine) => follow(engine, recording));
    } finally {
      restore();
    }
  });

  test('real threads and the model write the same trace', async () => {
    restore = widen(director);
    try {
      const schedule = { policy: { kind: 'random', seed: 4 }, picks: [] } as const;
      for (const scenario of scenarios) {
        const model = new ModelEngine(scenario);
        const verdict = run(model, schedulerOf(schedule), { budget: 2000 });
        await onThreads(group, scenario, (engine) => {
          expect(run(engine, schedulerOf(schedule), { budget: 2000 })).toBe(verdict);
          expect(events(engine.trace)).toEqual(events(model.trace));
        });
      }
    } finally {
      restore();
    }
  });
});
