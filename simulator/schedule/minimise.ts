import { DepthFirst } from './dfs.ts';
import { runToBlock } from './policies.ts';
import type { Override, Runnable, Scheduler } from './scheduler.ts';

/** Lone switches that are tried at most. */
const MAX_LONE = 200;

/** Raised when the run to minimise does not fail: the same schedule does not give the same run. */
export class NotFailing extends Error {
  override name = 'NotFailing';
}

/** The scheduler's choices in a run, one a step. */
export type Choices = readonly number[];

/** A choice that is not run-to-block's, and when it was made: at a step of the run, after so many steps of one thread. */
interface Switch {
  step: number;
  after: string;
  thread: number;
}

/** Counts the steps of each thread: a position by them is not shifted by steps of other threads. */
class OwnSteps {
  private readonly taken = new Map<number, number>();
  position = (current: number) => `${current}:${this.taken.get(current) ?? 0}`;
  take(thread: number): number {
    this.taken.set(thread, (this.taken.get(thread) ?? 0) + 1);
    return thread;
  }
}

/**
 * Goes on with one thread until it blocks, but for the switches that can be made. With fewer switches the steps of a run
 * have other numbers. `by` the steps of their own thread, the remaining switches still mean the same.
 */
function following(switches: readonly Switch[], by: 'step' | 'after'): Scheduler {
  const usual = runToBlock();
  const at = new Map<number | string, number>(switches.map((made) => [made[by], made.thread]));
  const own = new OwnSteps();
  return {
    next(runnable, current, step) {
      const thread = at.get(by === 'step' ? step : own.position(current));
      const can = thread !== undefined && runnable.has(thread);
      return own.take(can ? thread : usual.next(runnable, current, step));
    },
  };
}

/** Passes every choice of `scheduler` on, and keeps it. */
export function recording(scheduler: Scheduler, choices: number[], preempted?: (step: number) => void): Scheduler {
  return {
    next(runnable, current, step) {
      const thread = scheduler.next(runnable, current, step);
      if (thread !== current && runnable.has(current)) preempted?.(step);
      choices.push(thread);
      return thread;
    },
  };
}

export interface Minimal {
  choices: Choices;
  /** The choices as overrides of run-to-block. */
  overrides: readonly Override[];
  /** Switches away from a thread that could have gone on. */
  preemptions: number;
  /** True if every schedule with fewer preemptions was tried and does not fail. */
  proven: boolean;
  /** Runs it took to find. */
  tried: number;
}

/**
 * The failing schedule with the fewest preemptions. First switches are dropped from the one given (ddmin:
 * Zeller, Hildebrandt: Simplifying and isolating failure-inducing input, TSE 2002); then all schedules with fewer
 * preemptions are tried, fewest first, while `budget` runs last.
 * `fails` runs the program under a scheduler and says whether it fails in the same way.
 * @throws Error if the choices given do not fail.
 */
export function minimise(choices: Choices, fails: (scheduler: Scheduler) => boolean, budget = 2000): Minimal {
  const runs = minimising(choices, budget);
  let next = runs.next();
  while (!next.done) next = runs.next(fails(next.value));
  return next.value;
}

/**
 * Does {@link minimise} in slices, for slow programs. It yields a scheduler to run the program under, and is told whether
 * the program failed in the same way.
 */
export function* minimising(choices: Choices, budget = 2000): Generator<Scheduler, Minimal, boolean> {
  let tried = 0;
  let best: { choices: number[]; preemptions: number } = { choices: [], preemptions: Infinity };
  let by: 'step' | 'after' = 'after';
  function* attempt(switches: readonly Switch[]): Generator<Scheduler, boolean, boolean> {
    tried++;
    const made: number[] = [];
    let preemptions = 0;
    if (!(yield recording(following(switches, by), made, () => preemptions++))) return false;
    if (preemptions < best.preemptions) best = { choices: made, preemptions };
    return true;
  }

  let switches = yield* departures(choices);
  if (!(yield* attempt(switches))) {
    by = 'step';
    if (!(yield* attempt(switches))) throw new NotFailing('the schedule to minimise does not fail');
  }
  const lone = switches.length > 2 ? yield* loneSwitch(switches, choices, attempt) : null;
  if (lone) switches = [lone];
  for (let parts = 2; switches.length > 0;) {
    const size = Math.ceil(switches.length / parts);
    let smaller: Switch[] | null = null;
    for (let from = 0; from < switches.length && !smaller; from += size) {
      const rest = [...switches.slice(0, from), ...switches.slice(from + size)];
      if (yield* attempt(rest)) smaller = rest;
    }
    if (smaller) {
      switches = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) break;
    else parts = Math.min(switches.length, parts * 2);
  }

  let proven = true;
  for (let bound = 0; bound < best.preemptions && proven; bound++) {
    const search = new DepthFirst(bound);
    while (search.begin()) {
      if (tried++ >= budget) {
        proven = false;
        break;
      }
      const made: number[] = [];
      if (!(yield recording(search, made))) continue;
      best = { choices: made, preemptions: bound };
      break;
    }
  }
  const overrides = (yield* departures(best.choices)).map(({ step, thread }): Override => [step, thread]);
  return { ...best, overrides, proven, tried };
}

/**
 * Finds one switch that is enough alone if it goes to the right thread. In a schedule of many switches that thread was
 * reached through others. Most bugs need no more (Musuvathi, Qadeer).
 */
function* loneSwitch(
  switches: readonly Switch[],
  choices: Choices,
  attempt: (switches: readonly Switch[]) => Generator<Scheduler, boolean, boolean>,
): Generator<Scheduler, Switch | null, boolean> {
  const threads = [...new Set(choices)];
  let left = MAX_LONE;
  // The last ones are nearest to where it fails.
  for (const made of switches.toReversed())
    for (const thread of threads) {
      if (left-- === 0) return null;
      if (yield* attempt([{ ...made, thread }])) return { ...made, thread };
    }
  return null;
}

/** Lists every step at which the choices differ from run-to-block's. */
function* departures(choices: Choices): Generator<Scheduler, Switch[], boolean> {
  const usual = runToBlock();
  const own = new OwnSteps();
  const switches: Switch[] = [];
  yield {
    next(runnable: Runnable, current, step) {
      const expected = usual.next(runnable, current, step);
      const thread = choices[step] ?? expected;
      if (thread !== expected) switches.push({ step, after: own.position(current), thread });
      return own.take(runnable.has(thread) ? thread : expected);
    },
  };
  return switches;
}
