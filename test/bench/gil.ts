import { Lab, type Run } from '../../simulator/gil/lab.ts';
import type { LabJob } from '../../simulator/gil/jobs.ts';
import { convoyRuns } from '../../simulator/gil/measure.ts';
import { createMemory } from '../../simulator/gil/memory.ts';
import { nodeWorkers } from '../../simulator/threads/pool/node.ts';
import { runFree } from '../../simulator/engines/workers/free.ts';
import { RunMemory } from '../../simulator/engines/workers/memory.ts';
import { nodeThreadGroup } from '../../simulator/engines/workers/node.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { median, row, type Row } from './measure.ts';

const TASKS = new URL('../../simulator/gil/tasks.ts', import.meta.url).href;
const ROUNDS = 9;
const many = (count: number, job: LabJob): LabJob[] => Array.from({ length: count }, () => job);

/** The GIL lab's own runs, in Node: what the lock costs, and what its absence brings. */
async function labRows(most: number): Promise<Row[]> {
  const lab = new Lab(nodeWorkers(), TASKS, createMemory(8));
  const primes = many(8, { does: 'primes', from: 1_000_000, count: 60_000 });
  const waits = many(8, { does: 'wait', ms: 100 });
  const run = (jobs: readonly LabJob[], mode: Run['mode'], workers: number, keepsInIO = false): Run => ({
    mode,
    workers,
    jobs,
    interval: 5,
    keepsInIO,
  });
  const [convoy, alone] = convoyRuns({ interval: 5, repeat: 1 } as Parameters<typeof convoyRuns>[0]);
  const runs: Record<string, Run> = {
    gil1: run(primes, 'gil', 1),
    gil2: run(primes, 'gil', 2),
    gil4: run(primes, 'gil', 4),
    free1: run(primes, 'free', 1),
    free2: run(primes, 'free', 2),
    released: run(waits, 'gil', 8),
    held: run(waits, 'gil', 8, true),
    convoy: convoy!,
    alone: alone!,
  };
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = -1; round < Math.min(ROUNDS, most); round++)
    for (const [name, each] of Object.entries(runs)) {
      const { time, values } = await lab.run(each);
      const waited = values.flatMap((value) => (Array.isArray(value) ? value : []));
      if (round >= 0) times[name]!.push(waited.length > 0 ? median(waited) : time);
    }
  await lab.stop();
  const compare = (id: string, ours: string, other: string, theirs: string) =>
    row(id, 'ms', 'lower', times[ours]!, { [other]: times[theirs]! });
  return [
    compare('primes, 2 workers, with the GIL', 'gil2', '1 worker, with the lock', 'gil1'),
    compare('primes, 4 workers, with the GIL', 'gil4', '1 worker, with the lock', 'gil1'),
    compare('primes, 2 workers, no GIL', 'free2', '1 worker, no GIL', 'free1'),
    compare('8 waits of 100 ms on 8 workers, the lock released', 'released', 'the lock held', 'held'),
    compare('a wait of 1 ms beside a thread that computes, with the GIL', 'convoy', 'no GIL', 'alone'),
  ];
}

/** The article's example on real threads that run as they can, written down as they go: against what it takes at best. */
async function articleRows(most: number): Promise<Row[]> {
  const group = nodeThreadGroup();
  const rows: Row[] = [];
  for (const [jobs, thread_num] of [
    [99, 9],
    [999, 99],
  ] as const) {
    const scenario: Scenario = {
      pool: { kind: 'WorkManager', thread_num },
      jobs: [{ count: jobs, duration: 0.1 }],
      threads: [{ name: 'main', script: [{ call: 'WorkManager' }, { call: 'wait_allcomplete' }] }],
    };
    const values: number[] = [];
    for (let round = -1; round < Math.min(5, most); round++) {
      const memory = RunMemory.create(scenario, false, 2 ** 16);
      await group.ready(memory.threads);
      group.assign(memory.handle, memory.threads);
      const { trace } = await runFree(memory);
      const from = trace.timeAt(0);
      if (round >= 0) values.push((trace.timeAt(trace.length - 1) - from) * 1000);
    }
    const ideal = Math.ceil(jobs / thread_num) * 100;
    rows.push(
      row(`${jobs} jobs of 0.1 s on ${thread_num} real threads`, 'ms', 'lower', values, { 'at best': [ideal] }),
    );
  }
  group.terminate();
  return rows;
}

export const gilRows = async (most: number): Promise<Row[]> => [...(await labRows(most)), ...(await articleRows(most))];
