import { expect, onTestFinished, test } from 'vitest';
import { expectedTrace, type LabJob } from '../../../simulator/gil/jobs.ts';
import type { Run } from '../../../simulator/gil/lab.ts';
import { MessageLab } from '../../../simulator/gil/message-lab.ts';
import type { Change, LaneState } from '../../../simulator/gil/recorder.ts';
import { nodeWorkers } from '../../../simulator/threads/pool/node.ts';

const tasks = new URL('../../../simulator/gil/tasks.ts', import.meta.url).href;
const many = (count: number, job: LabJob): LabJob[] => Array.from({ length: count }, () => job);
const runOf = (jobs: readonly LabJob[], workers = 2, mode: Run['mode'] = 'processes'): Run => ({
  mode,
  workers,
  interval: 5,
  keepsInIO: false,
  jobs,
});

/** A lab whose threads can share memory, and do not. */
function labOf(module = tasks) {
  const lab = new MessageLab(nodeWorkers(), module);
  onTestFinished(() => lab.stop());
  return lab;
}

const statesOf = (lanes: readonly (readonly Change[])[]) => lanes.map((lane) => lane.map(({ state }) => state));
const all = <T>(value: T, count: number) => Array.from({ length: count }, () => value);

test('however many workers, the results are the same, and right', async () => {
  const lab = labOf();
  for (const workers of [1, 2, 4]) {
    const primes = await lab.run(runOf(many(6, { does: 'primes', from: 0, count: 1000 }), workers));
    // There are 168 primes below 1000.
    expect(primes.values).toEqual(all(168, 6));
    const products = await lab.run(runOf(many(6, { does: 'matrix', size: 24 }), workers));
    expect(products.values).toEqual(all(expectedTrace(24), 6));
    const mixed = await lab.run(runOf(many(3, { does: 'mixed', rounds: 2, count: 100, ms: 1 }), workers));
    // Between 1,000,000 and 1,000,099 there are six: …003, 033, 037, 039, 081, 099; in two rounds twelve.
    expect(mixed.values).toEqual(all(12, 3));
  }
});

test('each worker has a lane of its own: what it did comes with its results', async () => {
  const { lanes, begun, time } = await labOf().run(runOf(many(4, { does: 'wait', ms: 30 })));
  // Its arguments are copied, it runs, waits, runs, and its result is copied; then the next task comes.
  const task: LaneState[] = ['copying', 'running', 'io', 'running', 'copying', 'idle'];
  expect(statesOf(lanes!)).toEqual(all(['idle', ...task, ...task], 2));
  const times = lanes!.flat().map((change) => change.time);
  expect(Math.min(...times)).toBe(begun);
  expect(Math.max(...times)).toBeLessThanOrEqual(begun + time);
});

test('two processes wait at the same time, and what each copies is counted', async () => {
  const lab = labOf();
  const waits = many(4, { does: 'wait', ms: 100 });
  const alone = await lab.run(runOf(waits, 1));
  const both = await lab.run(runOf(waits, 2));
  expect(alone.time).toBeGreaterThanOrEqual(399);
  expect(both.time).toBeGreaterThanOrEqual(199);
  expect(both.time).toBeLessThan(alone.time);
  expect(both.copying).toBeGreaterThan(0);
});

test('a lock takes shared memory, and so does a heap in common', async () => {
  const lab = labOf();
  for (const mode of ['gil', 'free'] as const)
    await expect(lab.run(runOf(many(1, { does: 'wait', ms: 1 }), 1, mode))).rejects.toThrow(
      `without shared memory there is no mode ${mode}`,
    );
});

test('what a task raises ends the run, by its name', async () => {
  const run = labOf().run(runOf([{ does: 'fetch', ms: 1, url: 'nowhere:' }], 1));
  await expect(run).rejects.toMatchObject({ name: 'LabFailure', what: 'TypeError' });
});

test('workers that cannot be loaded end the run at once', async () => {
  const lab = labOf(new URL('./no-such-tasks.ts', import.meta.url).href);
  await expect(lab.run(runOf(many(2, { does: 'wait', ms: 1 })))).rejects.toMatchObject({ what: 'WorkerBroken' });
});

test('a stop ends workers that are just starting', async () => {
  const lab = labOf();
  const failed = expect(lab.run(runOf(many(2, { does: 'wait', ms: 1 })))).rejects.toMatchObject({ name: 'LabFailure' });
  await lab.stop();
  await failed;
});

test('a stop ends who computes, and the run with it', async () => {
  const lab = labOf();
  // So that its two workers are there.
  await lab.run(runOf(many(2, { does: 'wait', ms: 1 })));
  const run = lab.run(runOf(many(2, { does: 'primes', from: 1_000_000, count: 1e9 })));
  const failed = expect(run).rejects.toMatchObject({ what: 'WorkerLost' });
  await new Promise((done) => setTimeout(done, 100));
  await lab.stop();
  await failed;
});
