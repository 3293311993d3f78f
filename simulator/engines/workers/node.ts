import { Worker, type WorkerOptions } from 'node:worker_threads';
import { ThreadGroup, type GroupMessage } from './thread-group.ts';

/** A group of threads of Node. @param options Of each `Worker`. */
export const nodeThreadGroup = (options: WorkerOptions = {}): ThreadGroup =>
  new ThreadGroup((name) => {
    const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { ...options, name });
    worker.unref();
    return {
      post: (assignment) => worker.postMessage(assignment, []),
      listen(onMessage, onError) {
        worker.on('message', (message: GroupMessage) => onMessage(message));
        worker.on('error', (error) => onError(String(error)));
      },
      terminate: () => void worker.terminate(),
    };
  });
