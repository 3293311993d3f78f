import { parentPort } from 'node:worker_threads';
import { serveWork } from './work.ts';

/** A worker of a pool, on a thread of Node. */
serveWork({
  post: (message) => parentPort!.postMessage(message, []),
  listen: (onMessage) => parentPort!.on('message', onMessage),
  load: (tasks) => import(tasks) as Promise<Record<string, unknown>>,
});
