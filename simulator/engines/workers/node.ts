import { Worker } from 'node:worker_threads';
import { Crew, type CrewMessage } from './crew.ts';

/** A crew of threads of Node. */
export const nodeCrew = (): Crew =>
  new Crew((name) => {
    const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { name });
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
