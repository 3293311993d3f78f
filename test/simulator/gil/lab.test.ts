import { describe, expect, onTestFinished, test } from 'vitest';
import { expectedTrace, type LabJob } from '../../../simulator/gil/jobs.ts';
import { Lab, type Run } from '../../../simulator/gil/lab.ts';
import { createMemory, READY, WANTED } from '../../../simulator/gil/memory.ts';
import { MODES } from '../../../simulator/gil/modes.ts';
import { RingReader, type LaneState } from '../../../simulator/gil/recorder.ts';
import { nodeWorkers } from '../../../simulator/threads/pool/node.ts';

const tasks = new URL('../../../simulator/gil/tasks.ts', import.meta.url).href;
const many = (count: number, job: LabJob): LabJob[] => Array.from({ length: count }, () => job);
const runOf = (jobs: readonly LabJob[], more: Partial<Run> = {}): Run => ({
  mode: 'gil',
  workers: 2,
  interval: 1,
  keepsInIO: false,
  jobs,
  ...more,
});

function labOf(module = tasks) {
  const memory = createMemory(4);
  const lab = new Lab(nodeWorkers(), module, memory);
  onTestFinished(() => lab.stop());
  const readers = memory.rings.map((ring) => new RingReader(ring));
  /** The spans of each lane in a state, since the last call: [lane, from, to]. */
  const spans = (state: LaneState) =>
    readers.flatMap((reader, lane) => {
      const changes = reader.read();
      return changes.flatMap((change, i) =>
        change.state === state ? [[lane, change.time, changes[i + 1]?.time ?? Infinity] as const] : [],
      );
    });
  return { lab, spans };
}

const overlaps = (spans: (readonly [number, number, number])[]) =>
  spans.filter(([lane, from, to], i) =>
    spans.slice(i + 1).some(([other, begun, over]) => other !== lane && from < over && begun < to),
  ).length;

describe('whatever the mode, and however many workers', () => {
  test('the results are the same, and right', async () => {
    const { lab } = labOf();
    const primes = many(6, { does: 'primes', from: 0, count: 1000 });
    const products = many(6, { does: 'matrix', size: 24 });
    for (const mode of MODES)
      for (const workers of [1, 2, 4]) {
        expect((await lab.run(runOf(primes, { mode, workers }))).values).toEqual(primes.map(() => 168));
        expect((await lab.run(runOf(products, { mode, workers }))).values).toEqual(
          products.map(() => expectedTrace(24)),
        );
      }
  });
});

test('with the lock, no two threads ever compute at the same time', async () => {
  const { lab, spans } = labOf();
  await lab.run(runOf(many(8, { does: 'primes', from: 1_000_000, count: 20_000 }), { workers: 4, interval: 0.5 }));
  const held = spans('holding');
  expect(new Set(held.map(([lane]) => lane)).size).toBe(4);
  expect(overlaps(held)).toBe(0);
});

test('without it, nobody waits for it', async () => {
  const { lab, spans } = labOf();
  const { switches } = await lab.run(runOf(many(4, { does: 'primes', from: 0, count: 5000 }), { mode: 'free' }));
  expect(switches).toBe(0);
  expect(spans('waiting')).toEqual([]);
});

test('who waits for I/O lets the others run: two waits go on at the same time', async () => {
  const { lab, spans } = labOf();
  await lab.run(runOf(many(2, { does: 'wait', ms: 150 })));
  expect(overlaps(spans('io'))).toBe(1);
});

test('if the lock were kept during I/O, no two waits would go on at the same time', async () => {
  const { lab, spans } = labOf();
  await lab.run(runOf(many(6, { does: 'wait', ms: 10 }), { workers: 4, keepsInIO: true }));
  const held = spans('held-io');
  expect(held).toHaveLength(6);
  expect(overlaps(held)).toBe(0);
});

test('a mixed task waits as often as it computes', async () => {
  const { lab, spans } = labOf();
  await lab.run(runOf(many(3, { does: 'mixed', rounds: 4, count: 100, ms: 1 })));
  expect(spans('io')).toHaveLength(12);
});

test('only processes copy, and what they copy is counted', async () => {
  const { lab, spans } = labOf();
  const products = many(8, { does: 'matrix', size: 64 });
  expect((await lab.run(runOf(products, { mode: 'free' }))).copying).toBe(0);
  expect(spans('copying')).toEqual([]);
  expect((await lab.run(runOf(products, { mode: 'processes' }))).copying).toBeGreaterThan(0);
  // Each task's arguments, and its result.
  expect(spans('copying')).toHaveLength(16);
});

test('every worker is there before the first run begins, however many it needs', async () => {
  const { lab } = labOf();
  await lab.prepare(4);
  const words = new Int32Array(lab.memory.control);
  expect([words[READY], words[WANTED]]).toEqual([4, 4]);
  await lab.run(runOf(many(1, { does: 'wait', ms: 1 }), { workers: 1 }));
  // The run of one worker is made by one of the four, and no other is made for it.
  expect(words[READY]).toBe(4);
});

test("main's own work is written down: it copies what it sends and what it gets", async () => {
  const { lab } = labOf();
  const main = new RingReader(lab.memory.main);
  const products = many(3, { does: 'matrix', size: 48 });
  await lab.run(runOf(products, { mode: 'free' }));
  const inFree = main.read().map(({ state }) => state);
  expect(inFree).toContain('running');
  expect(inFree).not.toContain('copying');
  await lab.run(runOf(products, { mode: 'processes', rounds: 5 }));
  // Three tasks are sent and three results are read in each of five rounds.
  expect(main.read().filter(({ state }) => state === 'copying')).toHaveLength(30);
});

test('a run of several rounds does its tasks as often, and says how long one takes', async () => {
  const { lab, spans } = labOf();
  const { time, whole, values } = await lab.run(runOf(many(2, { does: 'wait', ms: 4 }), { workers: 1, rounds: 3 }));
  expect(values).toEqual([4, 4]);
  expect(spans('io')).toHaveLength(6);
  expect(whole).toBeGreaterThanOrEqual(24);
  expect(time).toBeCloseTo(whole / 3);
});

test('a thread that computes goes on until the one beside it has waited sixty times', async () => {
  const { lab } = labOf();
  const { values } = await lab.run(runOf([{ does: 'spin' }, { does: 'ping', rounds: 60, ms: 1 }]));
  expect(values[1]).toHaveLength(60);
});

test('a stop ends who computes, who sleeps and who waits, and the run with them', async () => {
  const { lab, spans } = labOf();
  const run = lab.run(runOf([...many(3, { does: 'spin' }), { does: 'wait', ms: 1e8 }], { workers: 4 }));
  const failed = expect(run).rejects.toThrow(/stopped|terminated|^$/i);
  while (new Set(spans('holding').map(([lane]) => lane)).size === 0) await new Promise((done) => setTimeout(done, 20));
  await lab.stop();
  await failed;
});

test('what a task raises ends the run, by its name', async () => {
  const { lab } = labOf();
  const run = lab.run(runOf([{ does: 'fetch', ms: 1, url: 'nowhere:' }]));
  await expect(run).rejects.toMatchObject({ name: 'LabFailure', what: 'TypeError' });
});

test('workers that cannot be loaded end the run at once', async () => {
  const { lab } = labOf(new URL('./no-such-tasks.ts', import.meta.url).href);
  await expect(lab.run(runOf(many(2, { does: 'wait', ms: 1 })))).rejects.toMatchObject({ what: 'WorkerBroken' });
});
