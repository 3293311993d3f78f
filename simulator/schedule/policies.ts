import { pct } from './pct.ts';
import { prng } from './prng.ts';
import type { Override, Policy, Schedule, Scheduler } from './scheduler.ts';

/** Takes turns: the next runnable thread after the one that ran. */
export const roundRobin = (): Scheduler => ({ next: (runnable, current) => runnable.after(current) });

/** No preemption: a switch only where the current thread cannot go on. */
export const runToBlock = (): Scheduler => ({
  next: (runnable, current) => (runnable.has(current) ? current : runnable.after(current)),
});

/** Every runnable thread alike, from a seed. */
export function random(seed: number): Scheduler {
  const draw = prng(seed);
  return { next: (runnable) => runnable.nth(Math.floor(draw() * runnable.size)) };
}

/** Raised when a replayed schedule does not fit the run: the program is not the one it was recorded from. */
export class ReplayMismatch extends Error {
  readonly step: number;
  readonly thread: number;
  constructor(step: number, thread: number) {
    super(`at step ${step} the schedule runs thread ${thread}, which cannot run there`);
    this.name = 'ReplayMismatch';
    this.step = step;
    this.thread = thread;
  }
}

/** Follows the overrides, and `rest` at all other steps. @throws ReplayMismatch when an override's thread cannot run. */
export function withOverrides(overrides: readonly Override[], rest: Scheduler): Scheduler {
  let at = 0;
  return {
    next(runnable, current, step) {
      // The policy is asked in any case: its random numbers belong to the steps, overridden or not.
      const usual = rest.next(runnable, current, step);
      while (at < overrides.length && overrides[at]![0] < step) at++;
      const override = overrides[at];
      if (!override || override[0] !== step) return usual;
      if (!runnable.has(override[1])) throw new ReplayMismatch(step, override[1]);
      return override[1];
    },
  };
}

/** Runs exactly the threads in `choices`, one a step. @throws ReplayMismatch when one cannot run, or the run goes on after the last. */
export function replay(choices: readonly number[]): Scheduler {
  return {
    next(runnable, _current, step) {
      const thread = choices[step] ?? -1;
      if (!runnable.has(thread)) throw new ReplayMismatch(step, thread);
      return thread;
    },
  };
}

function fromPolicy(policy: Policy): Scheduler {
  switch (policy.kind) {
    case 'round-robin':
      return roundRobin();
    case 'run-to-block':
      return runToBlock();
    case 'random':
      return random(policy.seed);
    case 'pct':
      return pct(policy.seed, policy.depth, policy.length, policy.fair);
  }
}

/** Makes the scheduler that a schedule describes: a new one for every run, with the same answers. */
export function schedulerOf(schedule: Schedule): Scheduler {
  const scheduler = fromPolicy(schedule.policy);
  return schedule.picks.length === 0 ? scheduler : withOverrides(schedule.picks, scheduler);
}

/**
 * Follows the schedule up to the first override that does not fit, and its policy alone from there on.
 * `mismatch` gives that override after the run; null: all did fit.
 */
export function lenient({ policy, picks }: Schedule): { scheduler: Scheduler; mismatch: () => ReplayMismatch | null } {
  const rest = schedulerOf({ policy, picks: [] });
  let usual = -1;
  let mismatch: ReplayMismatch | null = null;
  const noting: Scheduler = { next: (...question) => (usual = rest.next(...question)) };
  const strict = withOverrides(picks, noting);
  return {
    mismatch: () => mismatch,
    scheduler: {
      next(...question) {
        if (mismatch) return noting.next(...question);
        try {
          return strict.next(...question);
        } catch (error) {
          if (!(error instanceof ReplayMismatch)) throw error;
          mismatch = error;
          return usual;
        }
      },
    },
  };
}
