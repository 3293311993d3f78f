import { parentPort, type Transferable } from 'node:worker_threads';
import { closeWorld } from '../../../simulator/engines/python/closed.ts';
import { nodeLoader } from '../../../simulator/engines/python/node.ts';
import { serve } from '../../../simulator/engines/python/serve.ts';

/** The worker of the site, on a thread of Node. */
serve(
  {
    post: (message, transfer = []) => parentPort!.postMessage(message, transfer as Transferable[]),
    listen: (onMessage) => parentPort!.on('message', onMessage),
  },
  { loader: () => nodeLoader(), close: closeWorld },
);
