import type { ThreadId } from '../trace/events.ts';

/** Ways in which a step touches a location, as `lab_access.py` numbers them. */
export const MODE = { read: 0, write: 1, take: 2, give: 3, try: 4, begin: 5, join: 6 } as const;

/** One location and what is done to it: the location's number times 8, plus the mode. */
export type Access = number;
export const locationOf = (access: Access): number => access >> 3;
export const modeOf = (access: Access): number => access & 7;

/** Tells whether the order of two accesses matters. */
const conflicts = (a: Access, b: Access): boolean =>
  a >> 3 === b >> 3 && ((a & 7) !== MODE.read || (b & 7) !== MODE.read);

export const anyConflict = (one: readonly Access[], other: readonly Access[]): boolean =>
  one.some((a) => other.some((b) => conflicts(a, b)));

/** One step of a run, as far as the order of steps is concerned. */
export interface TracedStep {
  readonly thread: ThreadId;
  readonly accesses: readonly Access[];
  /** Accesses that were known before it was taken. */
  readonly ahead: readonly Access[];
  /** The step that ended the wait of its thread; -1: it did not wait. */
  readonly woken: number;
  /** The clock moved before it. */
  readonly ticked: boolean;
  /** Threads that were started in it. */
  readonly spawned: readonly ThreadId[];
  /** Its thread came to wait in it. */
  readonly blocks: boolean;
}

/** The steps of a run with their accesses to memory, as far as they are known. */
export interface RunSteps {
  readonly steps: readonly TracedStep[];
  /** The order of steps has decided about deadlines. */
  readonly timed: boolean;
  /** The numbers of threads hang on which is started first. */
  readonly nested: boolean;
  /** Memory was touched, or may have been, that no step tells of. */
  readonly unseen: boolean;
  /** The run has come to an end of its own. */
  readonly whole: boolean;
  /** Main has ended it, and with it what others would still have done. */
  readonly finished: boolean;
}

/** The next step of each thread, as far as it is known. */
export interface Foresight {
  /** The steps taken so far. */
  readonly steps: readonly TracedStep[];
  ahead(thread: ThreadId): readonly Access[];
  /** Its next step would only come to wait. */
  waits(thread: ThreadId): boolean;
}
