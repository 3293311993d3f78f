import type { FromPoolWorker, PoolHost } from './protocol.ts';

/**
 * Threads of this page can share memory, and this thread can wait for a change of it without blocking. Asked of the browser,
 * feature by feature: isolation, growable shared memory, `Atomics.waitAsync`.
 */
export const canShare = (): boolean =>
  globalThis.crossOriginIsolated === true &&
  typeof SharedArrayBuffer === 'function' &&
  'growable' in SharedArrayBuffer.prototype &&
  'waitAsync' in Atomics;

/**
 * Web Workers as a pool's workers.
 * @param start Starts a worker whose script calls `serveWork` with a `webWorkerPort`.
 * @param shared False: as if there were no shared memory.
 */
export const webWorkers = (start: (name: string) => Worker, shared = canShare()): PoolHost => ({
  shared,
  spawn(name) {
    const worker = start(name);
    return {
      post: (message) => worker.postMessage(message, []),
      listen(onMessage, onError) {
        worker.addEventListener('message', ({ data }: MessageEvent<FromPoolWorker>) => onMessage(data));
        worker.addEventListener('messageerror', () => onError('a message could not be read'));
        worker.addEventListener('error', (event) => {
          event.preventDefault();
          onError(event.message || 'its script could not be loaded');
        });
      },
      terminate: () => worker.terminate(),
    };
  },
});
