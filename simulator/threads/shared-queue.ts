import { ByteRing, type Ends } from './byte-ring.ts';
import { Empty, Full, ValueError } from './errors.ts';
import { CACHE_LINE, Monitor, type MonitorSize } from './monitor.ts';
import { toBytes, fromBytes } from './payload.ts';
import type { QueueEnd, QueueWatch } from './queue-end.ts';
import { deadlineOf, TOO_OFTEN, type AsyncQueue, type BlockingQueue } from './queue.ts';
import { awaiting, blocking, clock, type Clock, type Steps } from './steps.ts';

const NOT_EMPTY = 0;
const NOT_FULL = 1;
const ALL_TASKS_DONE = 2;

/** Cache lines of the queue's own words; the monitor's follow. */
const MAXSIZE = 0;
const WAITERS = 1;
const COUNT = 2;
const UNFINISHED = 3;
const OWN = 4;
const BASE = OWN * CACHE_LINE;
const MANY = 0x7fffffff;

const sizeOf = (waiters: number): MonitorSize => ({ conditions: 3, waiters });

/** Buffers of a queue, to be sent to another thread. */
export interface QueueHandle {
  readonly control: SharedArrayBuffer;
  readonly ends: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

export interface QueueOptions {
  /** Items it holds at most; 0 or less: as many as there is memory for. */
  maxsize?: number;
  /** Calls that can wait at the same time. */
  waiters?: number;
  /** Bytes that its items take at most. */
  memory?: number;
}

/**
 * `queue.Queue` (Lib/queue.py) in memory that threads share: one mutex, the conditions not_empty, not_full and
 * all_tasks_done, and unfinished_tasks. Items travel as bytes ({@link toBytes}).
 */
export class SharedQueue<T> {
  readonly handle: QueueHandle;
  readonly blocking: BlockingQueue<T>;
  readonly awaiting: AsyncQueue<T>;
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly ends: Float64Array<SharedArrayBuffer>;
  private readonly monitor: Monitor;
  private readonly ring: ByteRing;
  private readonly watch: Partial<QueueWatch<T>>;
  private readonly now: Clock;

  /**
   * Opens a queue that exists.
   * @param me The thread's number, for {@link letGo}.
   */
  constructor(handle: QueueHandle, me: number, { watch = {}, now = clock, ended }: QueueEnd<T> = {}) {
    this.handle = handle;
    this.words = new Int32Array(handle.control);
    this.ends = new Float64Array(handle.ends);
    this.monitor = new Monitor(this.words, BASE, sizeOf(this.words[WAITERS * CACHE_LINE]!), me, ended);
    this.ring = new ByteRing(handle.data);
    this.watch = watch;
    this.now = now;
    this.blocking = {
      put: (item, block, timeout) => blocking(this.put(item, block, timeout)),
      get: (block, timeout) => blocking(this.getMany(1, block, timeout))[0]!,
      getMany: (most, block, timeout) => blocking(this.getMany(most, block, timeout)),
      taskDone: () => blocking(this.taskDone()),
      join: () => blocking(this.join()),
      qsize: () => this.qsize(),
    };
    this.awaiting = {
      put: (item, block, timeout) => awaiting(this.put(item, block, timeout)),
      get: async (block, timeout) => (await awaiting(this.getMany(1, block, timeout)))[0]!,
      getMany: (most, block, timeout) => awaiting(this.getMany(most, block, timeout)),
      taskDone: () => awaiting(this.taskDone()),
      join: () => awaiting(this.join()),
      qsize: () => Promise.resolve(this.qsize()),
    };
  }

  /** A new queue, with nothing in it. */
  static create<T>({ maxsize = 0, waiters = 256, memory = 64 * 2 ** 20 }: QueueOptions, me: number): SharedQueue<T> {
    const size = sizeOf(waiters);
    const control = new SharedArrayBuffer((BASE + Monitor.words(size)) * Int32Array.BYTES_PER_ELEMENT);
    const words = new Int32Array(control);
    words[MAXSIZE * CACHE_LINE] = maxsize;
    words[WAITERS * CACHE_LINE] = waiters;
    Monitor.prepare(words, BASE, size);
    const ends = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT);
    const data = new SharedArrayBuffer(Math.min(memory, 2 ** 16), { maxByteLength: memory });
    return new SharedQueue<T>({ control, ends, data }, me);
  }

  *put(item: T, block = true, timeout: number | null = null): Steps<void> {
    const { words, monitor } = this;
    const bytes = toBytes(item);
    yield* this.hold();
    const maxsize = words[MAXSIZE * CACHE_LINE]!;
    if (maxsize > 0) yield* this.waitUntil(NOT_FULL, () => words[COUNT * CACHE_LINE]! < maxsize, block, timeout, Full);
    try {
      this.move((ends) => this.ring.push(bytes, ends));
      words[COUNT * CACHE_LINE]!++;
      words[UNFINISHED * CACHE_LINE]!++;
      this.watch.put?.(item);
      this.notify(NOT_EMPTY);
    } finally {
      monitor.release();
    }
  }

  *getMany(most: number, block = true, timeout: number | null = null): Steps<T[]> {
    const { words, monitor } = this;
    yield* this.hold();
    yield* this.waitUntil(NOT_EMPTY, () => words[COUNT * CACHE_LINE]! > 0, block, timeout, Empty);
    const count = Math.min(most, words[COUNT * CACHE_LINE]!);
    const records: Uint8Array<ArrayBuffer>[] = [];
    this.move((ends) => {
      for (let i = 0; i < count; i++) records.push(this.ring.shift(ends));
    });
    words[COUNT * CACHE_LINE]! -= count;
    const read = () => records.map((record) => fromBytes(record) as T);
    // Reading takes time, and others wait for the mutex.
    const early = this.watch.got ? read() : null;
    if (early) this.watch.got!(early);
    this.notify(NOT_FULL, count);
    monitor.release();
    return early ?? read();
  }

  *taskDone(): Steps<void> {
    const { words, monitor } = this;
    yield* this.hold();
    try {
      const unfinished = words[UNFINISHED * CACHE_LINE]! - 1;
      if (unfinished < 0) throw this.raised(new ValueError(TOO_OFTEN));
      words[UNFINISHED * CACHE_LINE] = unfinished;
      this.watch.taskDone?.(unfinished);
      if (unfinished === 0) this.notify(ALL_TASKS_DONE, MANY);
    } finally {
      monitor.release();
    }
  }

  *join(): Steps<void> {
    yield* this.hold();
    try {
      while (this.words[UNFINISHED * CACHE_LINE]! > 0) yield* this.wait(ALL_TASKS_DONE, Infinity);
      this.watch.joined?.();
    } finally {
      this.monitor.release();
    }
  }

  qsize(): number {
    return Atomics.load(this.words, COUNT * CACHE_LINE);
  }

  /** Counts the calls that wait for an item now; a promise, because it takes the mutex first. */
  async getters(): Promise<number> {
    await awaiting(this.hold());
    const count = this.monitor.waiting(NOT_EMPTY);
    this.monitor.release();
    return count;
  }

  /** Takes the mutex, so that a thread which is ended now has no operation half done. {@link letGo} releases it. */
  *hold(): Steps<void> {
    if (!this.monitor.tryAcquire()) yield* this.monitor.acquire();
  }

  /** Gives the mutex back. @param gone A thread that has been ended: no notify is lost on it. */
  letGo(gone: number): void {
    this.monitor.forget(gone);
    this.monitor.release();
    this.freeFrom(gone);
  }

  /** To be called for a while after {@link letGo}: the thread may run on, and be gone in the middle of waking another. */
  freeFrom(gone: number): void {
    this.monitor.freeFrom(gone);
  }

  /** With the mutex: waits until it holds. Without, it throws: then the mutex is free. */
  private *waitUntil(
    condition: number,
    holds: () => boolean,
    block: boolean,
    timeout: number | null,
    Late: new () => Error,
  ): Steps<void> {
    const { monitor } = this;
    try {
      const deadline = deadlineOf(block, timeout, this.now);
      while (!holds()) {
        if (deadline <= this.now()) throw new Late();
        yield* this.wait(condition, deadline);
      }
    } catch (error) {
      this.raised(error as Error);
      monitor.release();
      throw error;
    }
  }

  private *wait(condition: number, deadline: number): Steps<void> {
    this.watch.waits?.(condition, deadline);
    const notified = yield* this.monitor.wait(condition, deadline);
    if (!notified) this.watch.late?.(condition);
  }

  private notify(condition: number, count = 1): void {
    const { notifies } = this.watch;
    this.monitor.notify(condition, count, notifies ? (thread) => notifies(condition, thread) : null);
  }

  private raised(error: Error): Error {
    this.watch.raises?.(error);
    return error;
  }

  private move(change: (ends: Ends) => void): void {
    const ends = { head: this.ends[0]!, tail: this.ends[1]! };
    change(ends);
    this.ends[0] = ends.head;
    this.ends[1] = ends.tail;
  }
}
