import { parentPort, type Worker } from 'node:worker_threads';
import type { Port, WorkerHandle } from './port.ts';

/** A thread of Node that this thread has started. */
export function nodeWorker<In, Out>(worker: Worker): WorkerHandle<In, Out> {
  let gone = false;
  let failed = false;
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer as never),
    listen(onMessage, onError) {
      const fail = (message: string) => {
        if (!gone && !failed) onError(message);
        failed = true;
      };
      worker.on('message', (message: In) => gone || onMessage(message));
      worker.on('messageerror', () => fail('a message could not be read'));
      worker.on('error', (error) => fail(String(error)));
      worker.on('exit', () => fail('its thread has ended'));
    },
    terminate() {
      gone = true;
      void worker.terminate();
    },
  };
}

/** A thread's port to the one that started it. */
export const nodePort = <In, Out>(): Port<In, Out> => ({
  post: (message, transfer = []) => parentPort!.postMessage(message, transfer),
  listen: (onMessage) => parentPort!.on('message', onMessage),
});
