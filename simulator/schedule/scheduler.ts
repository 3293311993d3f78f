import type { ThreadId } from '../trace/events.ts';
import type { Foresight } from './access.ts';

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
 * A scheduler answers one question: which thread takes the next step?
 * It is asked once a step, also when there is no choice, and answers with a member of `runnable`.
 * `current` took the step before, and is -1 at the start. An engine that knows the next steps tells them in `foresight`.
 */
export interface Scheduler {
  next(runnable: Runnable, current: ThreadId, step: number, foresight?: Foresight): ThreadId;
}

/** Raised by a scheduler that knows the rest of the run from others: it need not be run to its end. */
export class Redundant extends Error {
  override name = 'Redundant';
}

/** A rule of choice, as plain data: with the scenario it fixes the whole run. */
export type Policy =
  | { kind: 'round-robin' }
  /** Goes on with one thread until it blocks or ends. */
  | { kind: 'run-to-block' }
  | { kind: 'random'; seed: number }
  /** `length`: about how many steps the run has; the change points fall among them. `fair`: the step from which on it is random. */
  | { kind: 'pct'; seed: number; depth: number; length?: number; fair?: number };

/** The kinds of policies, in the order of menus. */
export const POLICY_KINDS = [
  'round-robin',
  'run-to-block',
  'random',
  'pct',
] as const satisfies readonly Policy['kind'][];

/** A policy of a kind. Numbers that the kind does not have are left out. */
export function policyOfKind(
  kind: Policy['kind'],
  { seed, depth, ...rest }: Omit<Policy & { kind: 'pct' }, 'kind'>,
): Policy {
  if (kind === 'pct') return { kind, seed, depth, ...rest };
  return kind === 'random' ? { kind, seed } : { kind };
}

/** The thread that takes a step instead of the policy's choice. */
export type Override = readonly [step: number, thread: ThreadId];

/** A policy and its overrides, by ascending step. Links and files have the same keys, so the overrides are called `picks`. */
export interface Schedule {
  policy: Policy;
  picks: readonly Override[];
}

/** The schedule as it is up to a step: from there on its policy alone decides. */
export const upTo = (schedule: Schedule, step: number): Schedule => ({
  ...schedule,
  picks: schedule.picks.filter(([at]) => at < step),
});

export const ROUND_ROBIN: Schedule = { policy: { kind: 'round-robin' }, picks: [] };

/** The schedule of exactly these choices: each is an override. */
export const exactly = (choices: readonly number[]): Schedule => ({
  policy: { kind: 'run-to-block' },
  picks: choices.map((thread, step) => [step, thread] as const),
});
