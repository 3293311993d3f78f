import { remoteQueue, type Channel } from '../remote-queue.ts';
import { SharedQueue } from '../shared-queue.ts';
import type { WorkerContext } from './worker-context.ts';
import { BatchWorker } from './batches/worker.ts';
import { SlotRingWorker } from './slots/worker.ts';
import { CURRENT, ENDED, type ResultMessage, type WorkerSetup, type TaskMessage, type QueueName } from './protocol.ts';

/** The worker's end of what lies between it and its pool. */
export function connect(
  { number, endpoint }: WorkerSetup,
  words: Int32Array<SharedArrayBuffer> | null,
  channel: Channel,
): Pick<WorkerContext, 'requests' | 'results' | 'setCurrent'> & { close(): void } {
  if (endpoint.by === 'slots') return onSlotRing(new SlotRingWorker(endpoint, number, words!), words!);
  if (endpoint.by === 'queues') {
    const setCurrent = (serial: number) => void Atomics.store(words!, CURRENT, serial);
    // The pool must know who has a task as soon as no other worker can have it.
    const got = ([task]: readonly TaskMessage[]) => setCurrent(task!.serial);
    const ended = () => Atomics.load(words!, ENDED) === 1;
    const { blocking } = new SharedQueue<TaskMessage>(endpoint.requests, number, { watch: { got }, ended });
    return {
      requests: { ...blocking, mayWait: () => true },
      results: new SharedQueue<ResultMessage>(endpoint.results, number, { ended }).blocking,
      setCurrent,
      close() {},
    };
  }
  return endpoint.by === 'batches'
    ? inBatches(new BatchWorker(channel))
    : { ...calls(channel), setCurrent() {}, close() {} };
}

const onSlotRing = (ring: SlotRingWorker, words: Int32Array<SharedArrayBuffer>) => ({
  requests: {
    get: (block?: boolean, timeout?: number | null) => ring.get(block, timeout),
    mayWait: () => ring.mayWait,
    put: () => ring.putBack(),
    // No thread joins this queue.
    taskDone() {},
  },
  results: { put: (answer: ResultMessage) => ring.answer(answer) },
  setCurrent: (serial: number) => void (words[CURRENT] = serial),
  close() {},
});

const inBatches = (batches: BatchWorker) => ({
  requests: {
    get: (block?: boolean, timeout?: number | null) => batches.get(block, timeout),
    // Tasks without an answer are the other workers' once this one leaves.
    put() {},
    taskDone() {},
  },
  results: { put: (answer: ResultMessage) => batches.answer(answer) },
  setCurrent() {},
  close: () => batches.close(),
});

function calls(channel: Channel): Pick<WorkerContext, 'requests' | 'results'> {
  const listeners: Record<QueueName, (message: unknown) => void> = { requests() {}, results() {} };
  channel.listen((heard) => {
    const { queue, message } = heard as { queue: QueueName; message: unknown };
    listeners[queue](message);
  });
  const channelOf = (queue: QueueName): Channel => ({
    post: (message) => channel.post({ queue, message }),
    listen: (onMessage) => (listeners[queue] = onMessage),
  });
  return {
    requests: remoteQueue<TaskMessage>(channelOf('requests')),
    results: remoteQueue<ResultMessage>(channelOf('results')),
  };
}
