import { workerData } from 'node:worker_threads';
import { nodeLoader } from '../engines/python/interpreter/node.ts';
import { answerRequests } from '../engines/python/service/serve.ts';
import { nodePort } from '../port/node.ts';
import { closeWorld } from '../sandbox/closed.ts';
import { giveUp } from '../sandbox/permissions.ts';

// A thread has none of the variables that say where they are.
const folders = (workerData ?? []) as readonly string[];

/** The worker of a page's Python, on a thread of Node. */
answerRequests(nodePort(), {
  loader: (assets) => nodeLoader((assets as { module?: WebAssembly.Module }).module),
  close() {
    // A thread begins with all permissions of its process, whatever that has given up.
    giveUp(folders);
    closeWorld();
  },
});
