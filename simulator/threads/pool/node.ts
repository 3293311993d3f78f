import { Worker, type WorkerOptions } from 'node:worker_threads';
import { nodeWorker } from '../../port/node.ts';
import type { PoolHost } from './protocol.ts';

/** Threads of Node as a pool's workers. @param shared False: as if there were no shared memory. @param options Of each `Worker`. */
export const nodeWorkers = (shared = true, options: WorkerOptions = {}): PoolHost => ({
  shared,
  spawn: (name) => nodeWorker(new Worker(new URL('./node-worker.ts', import.meta.url), { ...options, name })),
});
