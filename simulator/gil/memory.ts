import { CACHE_LINE } from '../threads/monitor.ts';
import { SharedQueue, type QueueHandle } from '../threads/shared-queue.ts';
import type { Steps } from '../threads/steps.ts';
import { Gil } from './gil.ts';
import { createRing } from './recorder.ts';

/** Words of the lab, each on a cache line of its own. */
export const STOP = 0;
/** Threads that stand at the start of a run. */
export const ARRIVED = CACHE_LINE;
/** The serial of the run that has begun, or {@link STOPPED}. */
export const GO = 2 * CACHE_LINE;
/** No run's serial. */
const STOPPED = -1;
/** Microseconds that copying took in this run, of all threads together. */
export const COPYING = 3 * CACHE_LINE;
/** The serial of the run whose I/O-bound task is done, so that its CPU-bound one may end. */
export const PINGED = 4 * CACHE_LINE;
/** Threads that have been made and have what they share, and how many there are to be. */
export const READY = 5 * CACHE_LINE;
export const WANTED = 6 * CACHE_LINE;
const WORDS = 7 * CACHE_LINE;

/** Bytes that shared matrices take at most, and arguments and results on their way. Untouched memory costs nothing. */
const HEAP = 8 * 2 ** 20;
const PIPE = 24 * 2 ** 20;

/** An item of a run's queue: the number of a task. */
export type Ticket = number;
/** The last item of a queue: there are no more tasks. */
export const NO_MORE: Ticket = -1;

export type Done =
  | { readonly task: Ticket; readonly value: number | number[] | null }
  | { readonly task: Ticket; readonly error: string; readonly message: string };

/** Everything that the threads of the lab share; it can be sent to each of them. */
export interface LabMemory {
  readonly threads: number;
  readonly gil: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
  /** One for each lane. */
  readonly rings: readonly SharedArrayBuffer[];
  /** The ring of main's lane. */
  readonly main: SharedArrayBuffer;
  readonly requests: QueueHandle;
  readonly results: QueueHandle;
  /** The heap of a process with threads, which its threads share. */
  readonly heap: SharedArrayBuffer;
  /** Bytes that go from one process to another. */
  readonly pipe: SharedArrayBuffer;
}

/** @param ring Changes of a lane that are kept until they are read; a power of two. */
export function createMemory(threads: number, ring = 2 ** 14): LabMemory {
  // One more than the threads: main waits on the queues, too.
  const queue = () => SharedQueue.create({ waiters: threads + 2, memory: 2 ** 22 }, threads).handle;
  return {
    threads,
    gil: Gil.create(threads),
    control: new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT),
    rings: Array.from({ length: threads }, () => createRing(ring)),
    main: createRing(ring),
    requests: queue(),
    results: queue(),
    heap: new SharedArrayBuffer(HEAP),
    pipe: new SharedArrayBuffer(PIPE),
  };
}

/**
 * Stops what runs: threads that compute leave at their next look at the eval breaker, those that sleep at once. The memory is
 * of no use afterwards. Ending a worker from outside would not do: a browser may let it compute for two more seconds.
 */
export function stop(memory: LabMemory): void {
  const words = new Int32Array(memory.control);
  Gil.stop(memory.gil);
  Atomics.store(words, STOP, 1);
  // A thread may have looked at STOP already, and be about to wait for this word.
  Atomics.store(words, GO, STOPPED);
  for (const at of [STOP, GO]) Atomics.notify(words, at);
}

/** Waits until as many threads are ready as are wanted. */
export function* allReady(words: Int32Array<SharedArrayBuffer>): Steps<void> {
  for (let ready; (ready = Atomics.load(words, READY)) < Atomics.load(words, WANTED);)
    yield { words, at: READY, value: ready, deadline: Infinity };
}
