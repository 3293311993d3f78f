import type { ThreadId } from '../trace/events.ts';

/** The threads that can take a step now, in ascending order. */
export interface Runnable {
  readonly size: number;
  has(thread: ThreadId): boolean;
  /** The n-th of them, from 0. */
  nth(n: number): ThreadId;
  /** The first one after `thread`, going round. */
  after(thread: ThreadId): ThreadId;
}

/**
 * A scheduler is an oracle of one question: who is next?
 * It is asked once a step, also when there is no choice, and answers with a member of `runnable`.
 * `current` took the step before, and is -1 at the start.
 */
export interface Scheduler {
  next(runnable: Runnable, current: ThreadId, step: number): ThreadId;
}

/** How to choose, as plain data: with the scenario it fixes the whole run. */
export type Policy =
  | { kind: 'round-robin' }
  /** Goes on with one thread until it blocks or ends. */
  | { kind: 'run-to-block' }
  | { kind: 'random'; seed: number }
  /** `length`: about how many steps the run has; the change points fall among them. */
  | { kind: 'pct'; seed: number; depth: number; length?: number };

/** Whoever the learner picked, by step, against the policy's choice. */
export type Pick = readonly [step: number, thread: ThreadId];

/** A schedule is data: a policy and the picks that overrule it. Steps in ascending order. */
export interface Schedule {
  policy: Policy;
  picks: readonly Pick[];
}

/** The schedule as it is up to a step: from there on its policy alone decides. */
export const upTo = (schedule: Schedule, step: number): Schedule => ({
  ...schedule,
  picks: schedule.picks.filter(([at]) => at < step),
});

export const ROUND_ROBIN: Schedule = { policy: { kind: 'round-robin' }, picks: [] };
