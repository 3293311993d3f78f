import { remoteQueue, type Line } from '../remote-queue.ts';
import { SharedQueue } from '../shared-queue.ts';
import type { Bench } from './bench.ts';
import { BatchWorker } from './batches/worker.ts';
import { BoardWorker } from './board/worker.ts';
import { CURRENT, ENDED, type Answer, type Assignment, type Errand, type QueueName } from './protocol.ts';

/** The worker's end of what lies between it and its pool. */
export function wayOf(
  { number, way }: Assignment,
  words: Int32Array<SharedArrayBuffer> | null,
  line: Line,
): Pick<Bench, 'requests' | 'results' | 'has'> & { close(): void } {
  if (way.by === 'board') return onBoard(new BoardWorker(way, number, words!), words!);
  if (way.by === 'queues') {
    const has = (serial: number) => void Atomics.store(words!, CURRENT, serial);
    // The pool must know who has an errand as soon as nobody else can have it.
    const got = ([errand]: readonly Errand[]) => has(errand!.serial);
    const ended = () => Atomics.load(words!, ENDED) === 1;
    const { blocking } = new SharedQueue<Errand>(way.requests, number, { watch: { got }, ended });
    return {
      requests: { ...blocking, mayWait: () => true },
      results: new SharedQueue<Answer>(way.results, number, { ended }).blocking,
      has,
      close() {},
    };
  }
  return way.by === 'batches' ? inBatches(new BatchWorker(line)) : { ...calls(line), has() {}, close() {} };
}

const onBoard = (board: BoardWorker, words: Int32Array<SharedArrayBuffer>) => ({
  requests: {
    get: (block?: boolean, timeout?: number | null) => board.get(block, timeout),
    mayWait: () => board.waiting === 0,
    put: () => board.putBack(),
    // Nobody joins this queue.
    taskDone() {},
  },
  results: { put: (answer: Answer) => board.answer(answer) },
  has: (serial: number) => void (words[CURRENT] = serial),
  close() {},
});

const inBatches = (batches: BatchWorker) => ({
  requests: {
    get: (block?: boolean, timeout?: number | null) => batches.get(block, timeout),
    // Whatever it has not answered when it leaves is for others.
    put() {},
    taskDone() {},
  },
  results: { put: (answer: Answer) => batches.answer(answer) },
  has() {},
  close: () => batches.close(),
});

function calls(line: Line): Pick<Bench, 'requests' | 'results'> {
  const listeners: Record<QueueName, (message: unknown) => void> = { requests() {}, results() {} };
  line.listen((heard) => {
    const { queue, message } = heard as { queue: QueueName; message: unknown };
    listeners[queue](message);
  });
  const lineOf = (queue: QueueName): Line => ({
    post: (message) => line.post({ queue, message }),
    listen: (onMessage) => (listeners[queue] = onMessage),
  });
  return { requests: remoteQueue<Errand>(lineOf('requests')), results: remoteQueue<Answer>(lineOf('results')) };
}
