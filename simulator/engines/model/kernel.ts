import type { Condition, ThreadId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';

/** Writes events and blocks threads: all that a thread or a queue of the model sees of its engine. */
export interface Kernel {
  readonly trace: Trace;
  /** Writes an event of the current step. */
  record(kind: number, thread: ThreadId, object?: number, a?: number, b?: number): void;
  /** Blocks the thread until another wakes it, or the clock reaches `deadline`. */
  park(id: ThreadId, deadline: number, condition?: Condition | null): void;
  /** Makes a blocked thread runnable. */
  wake(id: ThreadId): void;
}
