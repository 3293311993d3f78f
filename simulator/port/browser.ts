import type { Port, WorkerHandle } from './port.ts';

/** The error of a worker whose script did not come: the browser has no message for it. */
export const NOT_LOADED = 'its script could not be loaded';

/** A Web Worker that this thread has started. */
export const webWorker = <In, Out>(worker: Worker): WorkerHandle<In, Out> => ({
  post: (message, transfer = []) => worker.postMessage(message, transfer),
  listen(onMessage, onError) {
    worker.addEventListener('message', ({ data }: MessageEvent<In>) => onMessage(data));
    worker.addEventListener('messageerror', () => onError('a message could not be read'));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      onError(event.message || NOT_LOADED);
    });
  },
  terminate: () => worker.terminate(),
});

/** A Web Worker's port to the thread that started it. It keeps working when the worker's globals are taken away. */
export function webPort<In, Out>(): Port<In, Out> {
  const scope = globalThis as unknown as {
    postMessage(message: Out, transfer: ArrayBuffer[]): void;
    addEventListener(type: 'message', listener: (event: MessageEvent<In>) => void): void;
  };
  const post = scope.postMessage.bind(scope);
  const listen = scope.addEventListener.bind(scope);
  return {
    post: (message, transfer = []) => post(message, transfer),
    listen: (onMessage) => listen('message', ({ data }) => onMessage(data)),
  };
}
