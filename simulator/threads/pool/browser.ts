import { webWorker } from '../../port/browser.ts';
import type { PoolHost } from './protocol.ts';

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
 * @param start Starts a worker whose script calls `serveWork` with a `webPort`.
 * @param shared False: as if there were no shared memory.
 */
export const webWorkers = (start: (name: string) => Worker, shared = canShare()): PoolHost => ({
  shared,
  spawn: (name) => webWorker(start(name)),
});
