import { Worker, type WorkerOptions } from 'node:worker_threads';
import { nodeWorker } from '../port/node.ts';
import type { ProgramHost } from './protocol.ts';

/** Threads of Node as a program's threads. @param options Of each `Worker`. */
export const nodeThreads = (options: WorkerOptions = {}): ProgramHost => ({
  spawn: (name) => nodeWorker(new Worker(new URL('./node-thread.ts', import.meta.url), { ...options, name })),
});
