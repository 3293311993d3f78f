import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { divergence } from '../../simulator/engines/model/divergence.ts';
import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { recordExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { run } from '../../simulator/run/run.ts';
import { GALLERY } from '../../simulator/scenario/gallery.ts';
import { listingOf, programOf } from '../../simulator/scenario/program.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { schedulerOf } from '../../simulator/schedule/policies.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import { Trace } from '../../simulator/trace/trace.ts';
import { interpreterForTests } from '../python/interpreter.ts';
import { recordings } from './follow.ts';

let python: Interpreter;
beforeAll(async () => {
  python = await interpreterForTests();
});

async function play(scenario: Scenario, policy: Policy) {
  const listing = listingOf(scenario);
  const files: Record<string, string> = { 'scenario.py': programOf(scenario) };
  if (listing)
    files[`${listing}.py`] = readFileSync(new URL(`../../lessons/listings/${listing}.py`, import.meta.url), 'utf8');
  const options = { maxSteps: 5000, capture: false };
  return recordExecution(python, { files, entry: 'scenario.py' }, { policy, picks: [] }, options);
}

const SMALL = Object.entries(GALLERY as Record<string, Scenario>).filter(([id]) => id !== 'work-manager');
const POLICIES: Policy[] = [
  { kind: 'round-robin' },
  { kind: 'run-to-block' },
  ...[1, 2, 3].map((seed) => ({ kind: 'random', seed }) as const),
];

describe.each(SMALL)('%s, as a Python program on real CPython threads', (_, scenario) => {
  test.each(POLICIES)('does only what the machines allow, under $kind $seed', async (policy) => {
    const { trace } = await play(scenario, policy);
    expect(divergence(scenario, Trace.from(trace))).toBeNull();
  });
});

/** Tells whether all times are known. A call that does not wait raises at once, and no event of Python says when. */
const tellsEverything = ({ pool, threads }: Scenario) =>
  !(pool.kind === 'ThreadPool' && pool.poll_timeout <= 0) &&
  threads.every(({ script }) =>
    script.every((now) => !('block' in now && now.block === false) && (now.call !== 'poll' || now.block)),
  );

test('so does every scenario that was recorded on native threads and that tells everything', async () => {
  const scenarios = [...new Map(recordings.map(({ scenario }) => [JSON.stringify(scenario), scenario])).values()];
  const told = scenarios.filter(tellsEverything);
  expect(told.length).toBeGreaterThan(scenarios.length / 2);
  for (const scenario of told)
    for (const seed of [1, 2]) {
      const { trace } = await play(scenario, { kind: 'random', seed });
      expect(divergence(scenario, Trace.from(trace)), programOf(scenario)).toBeNull();
    }
});

describe('a divergence', () => {
  const scenario = GALLERY['first-pool'];

  test('is none in a trace of the model itself, whatever the schedule', () => {
    for (const policy of POLICIES) {
      const engine = new ModelEngine(scenario);
      run(engine, schedulerOf({ policy, picks: [] }));
      expect(divergence(scenario, engine.trace)).toBeNull();
    }
  });

  test('is found where a trace is of another scenario', () => {
    const engine = new ModelEngine(GALLERY['bounded-queue']);
    run(engine, schedulerOf({ policy: { kind: 'round-robin' }, picks: [] }));
    expect(divergence(scenario, engine.trace)).not.toBeNull();
  });
});
