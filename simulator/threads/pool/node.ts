import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { FromPoolWorker, PoolHost } from './protocol.ts';

/** Threads of Node as a pool's workers. @param shared False: as if there were no shared memory. @param options Of each `Worker`. */
export const nodeWorkers = (shared = true, options: WorkerOptions = {}): PoolHost => ({
  shared,
  spawn(name) {
    const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { ...options, name });
    let gone = false;
    return {
      post: (message) => worker.postMessage(message, []),
      listen(onMessage, onError) {
        worker.on('message', (message: FromPoolWorker) => gone || onMessage(message));
        worker.on('error', (error) => onError(String(error)));
        worker.on('exit', () => gone || onError('its thread has ended'));
      },
      terminate() {
        gone = true;
        void worker.terminate();
      },
    };
  },
});
