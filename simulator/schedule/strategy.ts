import type { RunSteps } from './access.ts';
import type { Choices } from './minimise.ts';
import type { Recipe } from './recipe.ts';
import type { Policy, Scheduler } from './scheduler.ts';

/** A schedule that a search tries. */
export interface Attempt {
  readonly scheduler: Scheduler;
  /** A rule that makes the same choices; null: only the choices themselves describe them. */
  readonly policy: Policy | null;
  /** It was drawn at random, whatever the runs before it were like. */
  readonly drawn?: boolean;
  /** Its scheduler as plain data; left out: it hangs on the runs before it. */
  readonly recipe?: Recipe;
}

/** The part of a run that a strategy sees, of one that it has asked for. */
export interface Ran {
  readonly choices: Choices;
  readonly failed: boolean;
  /** Steps and what they touch; null or undefined: not known. */
  readonly log?: RunSteps | null;
  /** It was left where the rest was known from others: it counts as no schedule. */
  readonly redundant?: boolean;
}

/** All that a search can say for certain once a strategy has come to its end. */
export type Claim =
  /** Every schedule with at most so many preemptions was tried. */
  | { readonly kind: 'preemptions'; readonly bound: number }
  /** Every schedule there is was tried. */
  | { readonly kind: 'schedules' }
  /** Every order of the steps that depend on each other was tried: so many. */
  | { readonly kind: 'orders'; readonly count: number };

/** A reason for which a strategy that has come to its end does not claim to have tried all orders. */
export type Doubt = 'timed' | 'nested' | 'unseen' | 'unfinished';

/** Chooses the schedules of a search, one after the other. */
export interface Strategy {
  /** The next one; null: there is none left. */
  next(): Attempt | null;
  /** Learns from a run; `own`: of the schedule that this strategy has given last, not of another's. */
  learn?(run: Ran, own: boolean): void;
  /** Recipes of schedules that it will give, whatever comes of the runs before them: about so many, the next first. */
  ahead?(most: number): Recipe[];
  /** Holds when `next` has answered null, or sooner. */
  readonly claim: Claim | null;
  /** Reasons for which it claims nothing, though it has come to its end. */
  readonly doubts?: readonly Doubt[];
}

/** Tries the schedules that these functions make, once each. */
export function each(attempts: readonly (() => Attempt)[]): Strategy {
  let at = 0;
  return { claim: null, next: () => attempts[at++]?.() ?? null };
}

/** Tries the n-th schedule that `attempt` makes, from 0, without end. `learn` hears of every run. */
export function endless(attempt: (n: number) => Attempt, learn: (run: Ran) => void = () => {}): Strategy {
  let n = 0;
  return { claim: null, next: () => attempt(n++), learn };
}
