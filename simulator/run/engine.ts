import type { Runnable } from '../schedule/scheduler.ts';
import type { ThreadId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** The interface of every engine: the runnable threads, one step of one thread, and the clock. */
export interface Engine {
  readonly trace: Trace;
  readonly runnable: Runnable;
  /** Every thread that keeps the program alive has ended; daemon threads end with it. */
  readonly over: boolean;
  /** Lets a runnable thread take one step, up to its next switch point. */
  step(thread: ThreadId): void;
  /**
   * Moves the clock to the next deadline, as one step of the clock, and wakes the threads that are due. No thread may be runnable.
   * `deadlock`: no thread waits on time either. `livelock`: those that do can only wake and wait again, for ever.
   */
  advance(): 'ok' | 'deadlock' | 'livelock';
}
