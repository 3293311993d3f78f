import { expect, test } from 'vitest';
import type { ExploreOptions, Exploration } from '../../../simulator/engines/python/analysis/explore.ts';
import type { Granularity, RunOptions } from '../../../simulator/engines/python/interpreter/program.ts';
import { decodeProgram, encodeProgram } from '../../../simulator/engines/python/service/link.ts';
import { K } from '../../../simulator/trace/events.ts';
import type { PythonRunner } from '../../../site/workbench/python-runner.svelte.ts';
import { SearchState } from '../../../site/workbench/search.svelte.ts';
import type { RunChoices } from '../../../site/workbench/types.ts';

const program = { files: { 'main.py': '' }, entry: 'main.py' };
const choices: RunChoices = {
  granularity: 'operation',
  policy: { kind: 'round-robin' },
  into: false,
  over: [],
  realTime: false,
  input: '',
};
/** Three steps, of which the second ends in an exception. */
const failing = { length: 3, isStep: () => true, kindAt: (at: number) => (at === 1 ? K.exception : 0) };
const schedule = { policy: { kind: 'run-to-block' }, picks: [] } as const;

/** A search of a program that fails with switches at `granularity`; null: it does not fail. */
function searching(granularity: Granularity | null) {
  const asked: ExploreOptions[] = [];
  const recorded: RunOptions[] = [];
  const runner = {
    part: () => Promise.resolve({ explain: () => [], turnsOf: () => [] }),
    explore: (_: unknown, options: ExploreOptions) => {
      asked.push(options);
      const failure = granularity && { schedule, granularity, preemptions: 1, proven: true, outcome: {} };
      return Promise.resolve({ explored: 300, outcomes: [], failure } as unknown as Exploration);
    },
    execute: (_: unknown, __: unknown, options: RunOptions) => {
      recorded.push(options);
      return Promise.resolve({ player: {}, trace: failing, run: { names: ['main'] } });
    },
  };
  return { search: new SearchState(runner as unknown as PythonRunner), asked, recorded };
}

test('a search goes through all granularities with several strategies, unless the learner has chosen others', async () => {
  const { search, asked } = searching(null);
  await search.search(program, choices);
  await search.search(program, { ...choices, granularity: 'line' });
  await search.search(program, { ...choices, granularity: 'cpython' });
  expect(asked.map(({ strategy, granularities }) => [strategy, granularities])).toEqual([
    ['auto', ['operation', 'line', 'access', 'bytecode']],
    ['auto', ['line', 'access', 'bytecode']],
    ['auto', ['cpython']],
  ]);
});

test('the failure is recorded and shown with switches where it was found', async () => {
  const { search, recorded } = searching('line');
  await search.search(program, choices);
  expect(search.found?.failure).not.toBeNull();
  expect(search.asked?.options.granularity).toBe('line');
  expect(recorded).toMatchObject([{ granularity: 'line', record: true }]);
});

test('a link to a failure that was found leads one step before it', async () => {
  const { search } = searching('access');
  expect(search.failure()).toBeNull();
  await search.search(program, { ...choices, into: true, input: 'a' });
  const link = { program, granularity: 'access', into: true, over: [], input: 'a', schedule, steps: 1 };
  expect(search.failure()).toEqual(link);
  expect(decodeProgram(encodeProgram(search.failure()!))).toEqual(link);
  search.forget();
  expect(search.failure()).toBeNull();
});

test('of a program that does not fail nothing is recorded', async () => {
  const { search, recorded } = searching(null);
  await search.search(program, choices);
  expect([search.found?.failure, search.why, recorded]).toEqual([null, null, []]);
});
