import { Worker, type WorkerOptions } from 'node:worker_threads';
import { Crew, type CrewMessage } from './crew.ts';

/** A crew of threads of Node. @param options Of each `Worker`. */
export const nodeCrew = (options: WorkerOptions = {}): Crew =>
  new Crew((name) => {
    const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { ...options, name });
    worker.unref();
    return {
      post: (part) => worker.postMessage(part, []),
      listen(onMessage, onError) {
        worker.on('message', (message: CrewMessage) => onMessage(message));
        worker.on('error', (error) => onError(String(error)));
      },
      terminate: () => void worker.terminate(),
    };
  });
