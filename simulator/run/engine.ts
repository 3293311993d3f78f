import type { Runnable } from '../schedule/scheduler.ts';
import type { ThreadId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** What every engine offers: who can run, one step of one thread, and the clock when all wait on time. */
export interface Engine {
  readonly trace: Trace;
  readonly runnable: Runnable;
  /** Every thread that keeps the program alive has ended; daemon threads end with it. */
  readonly over: boolean;
  /** Lets a runnable thread take one step, up to its next switch point. */
  step(thread: ThreadId): void;
  /**
   * Nobody can run: moves the clock to the next deadline, as one step of the clock, and wakes whoever is due.
   * `deadlock`: nobody waits on time either. `no-progress`: those who do can only wake and wait again, for ever.
   */
  advance(): 'ok' | 'deadlock' | 'no-progress';
}
