import * as Comlink from 'comlink';
import { FixedThreadPool, PoolEvents } from 'poolifier-web-worker';
import { Pool, spawn, Worker as ThreadsWorker } from 'threads';
import workerpool from 'workerpool';
import { webWorkers } from '../../../../simulator/threads/pool/browser.ts';
import { makeRequests, ThreadPool, WorkRequest } from '../../../../simulator/threads/pool/thread-pool.ts';
import { WorkManager } from '../../../../simulator/threads/pool/work-manager.ts';
import { measure, type LOADS, type Measured } from '../loads.ts';
import { ofPromises, ofThreadPool, type MeasuredPool } from '../pool.ts';
import type * as tasks from '../tasks.ts';
import { rawLimits } from './raw-limits.ts';

type Tasks = typeof tasks;

const place = (shared: boolean) => webWorkers((name) => new Worker('ours.js', { type: 'module', name }), shared);
const ours = (id: string, workers: number, shared: boolean) =>
  ofThreadPool(id, new ThreadPool(place(shared), workers, { tasks: '' }), WorkRequest);

/** Tasks for those that would take many seconds for 10,000. */
const SLOW = 1000;

/** Ours, and what else there is for pages, each as its documentation has it, with a fixed number of workers. */
const POOLS: Readonly<Record<string, (workers: number) => MeasuredPool | Promise<MeasuredPool>>> = {
  ours: (workers) => ours('ours', workers, true),
  'ours over messages': (workers) => ours('ours over messages', workers, false),
  workerpool(workers) {
    const pool = workerpool.pool('workerpool.js', { minWorkers: workers, maxWorkers: workers });
    return ofPromises(
      'workerpool',
      (value) => pool.exec('same', [value]),
      () => pool.terminate(),
    );
  },
  threads(workers) {
    const pool = Pool(() => spawn<Tasks>(new ThreadsWorker('threads.js')), workers);
    return ofPromises(
      'threads',
      (value) => pool.queue(({ same }) => same(value)),
      () => pool.terminate(),
      SLOW,
    );
  },
  async 'poolifier-web-worker'(workers) {
    const pool = new FixedThreadPool<unknown, unknown>(workers, new URL('poolifier.js', location.href));
    if (!pool.info.ready)
      await new Promise((resolve) => pool.eventTarget!.addEventListener(PoolEvents.ready, resolve, { once: true }));
    return ofPromises(
      'poolifier-web-worker',
      (value) => pool.execute(value),
      () => pool.destroy(),
      SLOW,
    );
  },
  comlink(workers) {
    const linked = Array.from({ length: workers }, () => new Worker('comlink.js', { type: 'module' }));
    const remotes = linked.map((worker) => Comlink.wrap<Tasks>(worker));
    let turn = 0;
    return ofPromises(
      'comlink',
      (value) => remotes[turn++ % workers]!.same(value),
      () => linked.forEach((worker) => worker.terminate()),
    );
  },
};

async function pools(
  workers: number,
  loads: readonly (keyof typeof LOADS)[],
  rounds: number,
  only = Object.keys(POOLS),
): Promise<Measured> {
  const all: MeasuredPool[] = [];
  for (const id of only) all.push(await POOLS[id]!(workers));
  const measured = await measure(all, loads, rounds);
  for (const pool of all) await pool.close();
  return measured;
}

/** Seconds of the example of the article: naps of 0.1 s, queued first, done by workers that are started then. */
async function article(jobs: number, workers: number, kind: 'WorkManager' | 'ThreadPool'): Promise<number> {
  if (kind === 'WorkManager') {
    const began = performance.now();
    const manager = await WorkManager.create(place(true), jobs, workers, { tasks: '', job: 'tenth' });
    await manager.waitAllcomplete();
    return (performance.now() - began) / 1000;
  }
  const pool = new ThreadPool(place(true), workers, { tasks: '' });
  for (const request of makeRequests('tenth', Array(workers).fill(0))) await pool.putRequest(request);
  await pool.wait();
  const began = performance.now();
  for (const request of makeRequests('tenth', Array(jobs).fill(0))) await pool.putRequest(request);
  await pool.wait();
  const seconds = (performance.now() - began) / 1000;
  await pool.terminate();
  return seconds;
}

Object.assign(globalThis, { bench: { pools, article, rawLimits } });
