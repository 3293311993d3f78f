import { Worker, type WorkerOptions } from 'node:worker_threads';
import { nodeWorker } from '../../port/node.ts';
import { ThreadGroup } from './thread-group.ts';

/** A group of threads of Node. @param options Of each `Worker`. */
export const nodeThreadGroup = (options: WorkerOptions = {}): ThreadGroup =>
  new ThreadGroup((name) => {
    const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { ...options, name });
    worker.unref();
    return nodeWorker(worker);
  });
