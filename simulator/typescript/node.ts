import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { FromThread, ProgramHost } from './protocol.ts';

/** Threads of Node as a program's threads. @param options Of each `Worker`. */
export const nodeThreads = (options: WorkerOptions = {}): ProgramHost => ({
  spawn(name) {
    const worker = new Worker(new URL('./node-thread.ts', import.meta.url), { ...options, name });
    let gone = false;
    return {
      post: (assignment) => worker.postMessage(assignment, []),
      listen(onMessage, onError) {
        worker.on('message', (message: FromThread) => gone || onMessage(message));
        worker.on('error', (error) => gone || onError(String(error)));
        worker.on('exit', () => gone || onError('its thread has ended'));
      },
      terminate() {
        gone = true;
        void worker.terminate();
      },
    };
  },
});
