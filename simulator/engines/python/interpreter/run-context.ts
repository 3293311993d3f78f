import type { ThreadId } from '../../../trace/events.ts';
import type { RunObserver } from './run-observer.ts';

/** Stacks of the interpreter, as the host needs them. */
export interface Stacks {
  /** Runs `threads.enter(index)` on a new stack; resolves when the thread has ended. */
  enter(index: ThreadId): Promise<unknown>;
  /**
   * The live threads' view of the program as a text: equal texts, nothing has changed; '': unknown. Asked when a run seems to
   * go round.
   */
  fingerprint(): string;
  /** The code objects on the stack that has just called, by address, innermost first. */
  callers(most: number): number[];
  /** Tells whether, since the last question, something was done that other threads can see. */
  doneSince(): boolean;
}

/** Surroundings of a run that outlive it. */
export interface RunContext {
  readonly stacks: Stacks;
  readonly observer: RunObserver;
  /** Tells whether something was done that other threads can see, since it was asked last. */
  done(): boolean;
  /** Asked at every switch point: true ends the run. */
  stopped(): boolean;
  /** A thread could not be ended: the interpreter should not be used again. */
  taint(): void;
}
