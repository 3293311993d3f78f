import { after } from '../trace/deadline.ts';
import { ValueError } from './errors.ts';
import { clock } from './steps.ts';

/**
 * `queue.Queue` for threads that may block: Web Workers, and threads of Node. Times in seconds; `timeout` null: for ever.
 * It mirrors Lib/queue.py, method by method.
 */
export interface BlockingQueue<T> {
  /** @throws Full, ValueError for a negative timeout, DataCloneError for what cannot be taken to another thread. */
  put(item: T, block?: boolean, timeout?: number | null): void;
  /** @throws Empty, ValueError for a negative timeout. */
  get(block?: boolean, timeout?: number | null): T;
  /** At least one item, and at most so many as are there at once. @throws Empty */
  getMany(most: number, block?: boolean, timeout?: number | null): T[];
  /** @throws ValueError when it is called more often than something was put. */
  taskDone(): void;
  /** Waits until every item that was put has been told done. */
  join(): void;
  /** About how many there are: it may be another number when the caller looks at it. */
  qsize(): number;
}

/** The same for a thread that may not block, such as a page's: every call that might is a promise. */
export type AsyncQueue<T> = {
  [Name in keyof BlockingQueue<T>]: BlockingQueue<T>[Name] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<R>
    : never;
};

/** The deadline of a call, in seconds on the clock; -Infinity: it does not wait at all. */
export function deadlineOf(block: boolean, timeout: number | null, now = clock): number {
  if (!block) return -Infinity;
  if (timeout === null) return Infinity;
  if (!(timeout >= 0)) throw new ValueError("'timeout' must be a non-negative number");
  return after(now(), timeout);
}

export const TOO_OFTEN = 'task_done() called too many times';
