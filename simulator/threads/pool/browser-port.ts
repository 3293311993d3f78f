import type { FromPoolWorker, ToPoolWorker, WorkerPort } from './protocol.ts';

/** A Web Worker's end of its line to the pool. @param load Brings the tasks. */
export const webWorkerPort = (load: WorkerPort['load']): WorkerPort => ({
  post: (message: FromPoolWorker) => globalThis.postMessage(message, { transfer: [] }),
  listen: (onMessage) =>
    globalThis.addEventListener('message', ({ data }: MessageEvent<ToPoolWorker>) => onMessage(data)),
  load,
});
