import { parentPort, type Transferable } from 'node:worker_threads';
import { closeWorld } from '../sandbox/closed.ts';
import { nodeLoader } from '../engines/python/interpreter/node.ts';
import { serve } from '../engines/python/service/serve.ts';

/** The worker of a page's Python, on a thread of Node. */
serve(
  {
    post: (message, transfer = []) => parentPort!.postMessage(message, transfer as Transferable[]),
    listen: (onMessage) => parentPort!.on('message', onMessage),
  },
  { loader: () => nodeLoader(), close: closeWorld },
);
