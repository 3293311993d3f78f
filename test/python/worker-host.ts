import { Worker } from 'node:worker_threads';
import { nodeWorker } from '../../simulator/port/node.ts';
import type { WorkerHost, PythonWorker } from '../../simulator/engines/python/service/worker-host.ts';
import type { FromWorker, ToWorker } from '../../simulator/engines/python/service/protocol.ts';

/** Node as a place for a client: real threads, and a note of what they were started with. */
export interface NodeHost extends WorkerHost {
  readonly starts: (ToWorker & { type: 'start' })[];
  readonly kept: (ArrayBuffer | null)[];
}

export function nodeHost(over: Partial<WorkerHost> = {}): NodeHost {
  const starts: NodeHost['starts'] = [];
  const kept: NodeHost['kept'] = [];
  return {
    starts,
    kept,
    check() {},
    spawn: () => thread((message) => starts.push(message)),
    download: () => Promise.resolve({}),
    share: (bytes) => new SharedArrayBuffer(bytes),
    recall: () => Promise.resolve(null),
    keep: (snapshot) => Promise.resolve(void kept.push(snapshot)),
    snapshotAfter: Infinity,
    ...over,
  };
}

function thread(onStart: (message: ToWorker & { type: 'start' }) => void): PythonWorker {
  const worker = nodeWorker<FromWorker, ToWorker>(
    new Worker(new URL('../../simulator/cli/thread.ts', import.meta.url)),
  );
  return {
    ...worker,
    post(message, transfer) {
      if (message.type === 'start') onStart(message);
      worker.post(message, transfer);
    },
  };
}
