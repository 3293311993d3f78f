import { expect, test, vi } from 'vitest';
import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { decodeProgram } from '../../../simulator/engines/python/service/link.ts';
import { words } from '../../../site/i18n/words.ts';
import type { PythonRunner } from '../../../site/workbench/python-runner.svelte.ts';
import { WorkbenchState, type WorkbenchOptions } from '../../../site/workbench/workbench.svelte.ts';

const originals = [
  { name: 'main.py', text: 'print(1)\n' },
  { name: 'helper.py', text: 'x = 1\n' },
  { name: 'notes.txt', text: 'a note' },
];

/** A workbench whose Python answers each run with an execution of the program it was given. */
function workbench(more: Partial<WorkbenchOptions> = {}) {
  const asked: { schedule: unknown; options: Record<string, unknown> }[] = [];
  const runner = {
    busy: null,
    part: (fetched: Promise<unknown>) => fetched,
    execute: (program: unknown, schedule: unknown, options: Record<string, unknown>) => {
      asked.push({ schedule, options });
      return Promise.resolve({ program, schedule, options, player: {} } as unknown as PythonExecution);
    },
  };
  const page = {
    put: vi.fn(),
    toStage: vi.fn(),
    toControls: vi.fn(),
    fetchStepper: () => Promise.resolve({ default: {} as never }),
  };
  const options: WorkbenchOptions = {
    originals,
    entry: 'main.py',
    granularity: 'operation',
    kept: undefined,
    t: words('en', 'workbench'),
    ...more,
  };
  return { work: new WorkbenchState(() => options, page, runner as unknown as PythonRunner), page, asked };
}

test('the file that runs is the one chosen, or the entry while that is there', () => {
  const { work } = workbench();
  expect([work.main, work.modules]).toEqual(['main.py', ['helper']]);
  work.chosen = 'helper.py';
  expect([work.main, work.modules]).toEqual(['helper.py', ['main']]);
  work.files = [originals[1]!];
  work.chosen = 'main.py';
  expect([work.main, work.modules]).toEqual(['helper.py', []]);
});

test('a program is edited once a text differs from the original, and its last run is then of an older text', async () => {
  const { work } = workbench();
  await work.run();
  expect([work.edited, work.older]).toEqual([false, false]);
  work.files = originals.map((file) => (file.name === 'main.py' ? { ...file, text: 'print(2)\n' } : file));
  expect([work.edited, work.older]).toEqual([true, true]);
});

test('a run without steps shows no stage; one with steps opens it there, and real time is for runs alone', async () => {
  const { work, page, asked } = workbench();
  work.choices.realTime = true;
  await work.run();
  expect([work.stepping, page.toStage.mock.calls.length]).toEqual([null, 0]);
  await work.run(undefined, 7, undefined, 'because');
  expect(work.stepping).toMatchObject({ steps: 7, why: 'because' });
  expect(page.toStage.mock.calls.length).toBe(1);
  expect(asked.map(({ options }) => options['realTime'])).toEqual([true, false]);
});

test('a kept schedule runs the program as it is at first, and not one that was edited', async () => {
  const kept = { policy: { kind: 'round-robin' }, picks: [[3, 1]] } as const;
  const { work, asked } = workbench({ kept, granularity: 'line' });
  work.files = [{ name: 'main.py', text: 'edited' }];
  work.runKept();
  expect(asked).toEqual([]);
  work.files = originals;
  work.runKept();
  await vi.waitFor(() => expect(work.stepping?.steps).toBe(0));
  expect(asked[0]).toMatchObject({ schedule: kept, options: { granularity: 'line', into: false, over: [] } });
});

test('the next granularity is the one after in the list, and a run begins with it', async () => {
  const { work, asked } = workbench();
  work.nextGranularity();
  await vi.waitFor(() => expect(asked.length).toBe(1));
  expect([work.choices.granularity, asked[0]!.options['granularity']]).toEqual(['line', 'line']);
});

test('a link carries the program and the choices, and what a link carried comes back as it was', () => {
  const { work } = workbench();
  Object.assign(work.choices, { granularity: 'line', policy: { kind: 'random', seed: 5 } });
  const opened = decodeProgram(work.link());
  expect(opened).toMatchObject({ steps: -1, granularity: 'line', schedule: { policy: { kind: 'random', seed: 5 } } });
  // What a search has found goes before the choices.
  expect(decodeProgram(work.link({ ...opened, granularity: 'access', steps: 6 }))).toEqual({
    ...opened,
    granularity: 'access',
    steps: 6,
  });
  const other = workbench();
  other.work.accept({ ...opened, steps: 4 });
  expect(other.page.put).toHaveBeenCalledWith(originals, 'main.py');
  expect([other.work.choices.granularity, other.work.carried?.steps]).toEqual(['line', 4]);
});
