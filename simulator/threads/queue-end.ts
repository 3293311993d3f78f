import type { Clock } from './steps.ts';

/**
 * Listener for what this thread does to the queue. It is called with the mutex: in order, and before other threads can know.
 */
export interface QueueWatch<T> {
  put(item: T): void;
  got(items: readonly T[]): void;
  /** It blocks; `deadline` in seconds, Infinity: for ever. */
  waits(condition: number, deadline: number): void;
  /** It wakes the thread with this number. */
  notifies(condition: number, thread: number): void;
  /** It is back from a wait without a notification. */
  late(condition: number): void;
  taskDone(unfinished: number): void;
  joined(): void;
  raises(error: Error): void;
}

/** Options of one thread's end of a queue. */
export interface QueueEnd<T> {
  watch?: Partial<QueueWatch<T>>;
  now?: Clock;
  /** Tells whether this thread was ended from outside and runs on; see `monitor.ts`. */
  ended?: () => boolean;
}
