import { expect, test } from 'vitest';
import type { Exploration } from '../../../simulator/engines/python/analysis/explore.ts';
import type { Granularity } from '../../../simulator/engines/python/interpreter/program.ts';
import type { PythonBench } from '../../../site/workbench/bench.svelte.ts';
import { levelsFrom, SearchState, untried } from '../../../site/workbench/search.svelte.ts';
import type { RunChoices } from '../../../site/workbench/types.ts';

const program = { files: { 'main.py': '' }, entry: 'main.py' };
const choices: RunChoices = {
  granularity: 'operation',
  policy: { kind: 'round-robin' },
  into: false,
  over: [],
  realTime: false,
};
const schedule = { policy: { kind: 'run-to-block' }, picks: [] } as const;

/** A search of a program that fails first at `failsAt`, and stops where `more` says so. */
function searching(failsAt: Granularity | null, more: Partial<Exploration> = {}) {
  const asked: string[] = [];
  const bench = {
    part: () => Promise.resolve({ explain: () => [] }),
    explore: (_: unknown, { granularity }: { granularity: string }) => {
      asked.push(granularity);
      const failure = granularity === failsAt ? { schedule, preemptions: 1, proven: true, outcome: {} } : null;
      return Promise.resolve({ explored: 300, outcomes: [], failure, ...more } as unknown as Exploration);
    },
    execute: () => Promise.resolve({ player: {}, run: { names: ['main'] } }),
  };
  return { search: new SearchState(bench as unknown as PythonBench), asked };
}

test('a search goes on with finer switches until a run fails', async () => {
  const { search, asked } = searching('line');
  await search.search(program, choices);
  expect(asked).toEqual(['operation', 'line']);
  expect(search.found?.failure).not.toBeNull();
  expect(search.asked?.options.granularity).toBe('line');
});

test('a search begins where the learner has chosen, and never with coarser switches', async () => {
  const { search, asked } = searching(null);
  await search.search(program, { ...choices, granularity: 'line' });
  expect(asked).toEqual(['line', 'bytecode']);
  expect(levelsFrom('cpython')).toEqual(['cpython']);
});

test('a search that nothing broke has tried all granularities, and one that was stopped says which it has not', async () => {
  const whole = searching(null);
  await whole.search.search(program, choices);
  expect(untried(whole.search.levels)).toEqual([]);
  const stopped = searching(null, { stopped: true });
  await stopped.search.search(program, choices);
  expect(untried(stopped.search.levels)).toEqual(['line', 'bytecode']);
});

test('a run that cannot be replayed ends the search', async () => {
  const { search, asked } = searching(null, { unstable: true });
  await search.search(program, choices);
  expect(asked).toEqual(['operation']);
});
