import { Worker } from 'node:worker_threads';
import { PythonClient } from '../engines/python/service/client.ts';
import type { PythonWorker } from '../engines/python/service/worker-host.ts';
import { nodeWorker } from '../port/node.ts';
import { archiveFolder } from '../engines/python/interpreter/folders.ts';
import { compiledPyodide } from '../engines/python/interpreter/node.ts';
import { snapshotFolder } from './cache.ts';
import { checkNode } from './node-version.ts';
import { snapshot } from './start.ts';

/** Python on a thread that can be ended: for programs of many people, one of which may hang. @throws UsageError */
export function startClient(): PythonClient {
  checkNode();
  return new PythonClient({
    check() {},
    spawn,
    download: async () => ({ module: await compiledPyodide() }),
    share: (bytes) => new SharedArrayBuffer(bytes),
    recall: async () => new Uint8Array(await snapshot()).buffer,
    keep: () => Promise.resolve(),
    snapshotAfter: Infinity,
  });
}

function spawn(): PythonWorker {
  return nodeWorker(
    new Worker(new URL('./thread.ts', import.meta.url), { env: {}, workerData: [snapshotFolder(), archiveFolder] }),
  );
}
