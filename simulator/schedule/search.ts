import { minimising, type Minimal } from './minimise.ts';
import { replay, ReplayMismatch } from './policies.ts';
import { exactly, type Schedule, type Scheduler } from './scheduler.ts';
import type { Attempt, Ran, Strategy } from './strategy.ts';

/** The purpose of a run: to look for a failure, to see whether it comes again, or to make it smaller. */
type Purpose = 'search' | 'confirm' | 'shrink';

/** The thing that is searched: how it is run, and which failures are alike. */
export interface Subject<Run extends Ran> {
  /** Runs it under a scheduler, in the way that `attempt` asks for; null: it was stopped. */
  run(scheduler: Scheduler, attempt: Attempt, purpose: Purpose): Run | null | Promise<Run | null>;
  /** Tells whether a run fails in the same way as another. */
  same(run: Run, failure: Run): boolean;
}

export interface SearchLimits<Run> {
  /** Schedules to run at most. */
  schedules: number;
  /** Go on after the first failure, to count how often it fails. */
  count?: boolean;
  /** Runs that it may take to make this failure small; 0: it stays as it was found. */
  shrink(failure: Run, tried: number): number;
}

/** One step of a search, as it is told. */
export type SearchEvent<Run> =
  | { readonly phase: 'searching'; readonly tried: number; readonly run: Run; readonly attempt: Attempt }
  | { readonly phase: 'shrinking' }
  /**
   * The last event of a search that has found a failure; `minimal` is null where it was left as it was found. `exhausted`: it
   * went on after that, and tried all.
   */
  | {
      readonly phase: 'found';
      readonly run: Run;
      readonly attempt: Attempt;
      readonly minimal: Minimal | null;
      readonly exhausted: boolean;
    }
  /** The last event of a search that has found none. */
  | { readonly phase: 'over'; readonly end: 'exhausted' | 'budget' | 'stopped' };

/**
 * Runs one schedule after the other, as the strategy chooses them. Then it shrinks the first that fails to the fewest
 * preemptions. A failure is told after it has come again under the same schedule.
 * @throws ReplayMismatch, NotFailing where it does not
 */
export async function* search<Run extends Ran>(
  strategy: Strategy,
  subject: Subject<Run>,
  { schedules, count = false, shrink }: SearchLimits<Run>,
): AsyncGenerator<SearchEvent<Run>, void> {
  let first: { run: Run; attempt: Attempt; tried: number } | null = null;
  let end: 'exhausted' | 'budget' | 'stopped' = 'budget';
  for (let tried = 1; tried <= schedules;) {
    const attempt = strategy.next();
    if (!attempt) {
      end = 'exhausted';
      break;
    }
    const run = await subject.run(attempt.scheduler, attempt, 'search');
    if (!run) {
      end = 'stopped';
      break;
    }
    strategy.learn?.(run, true);
    if (run.redundant) continue;
    if (run.failed) first ??= { run, attempt, tried };
    yield { phase: 'searching', tried, run, attempt };
    tried++;
    if (first && !count) break;
  }
  if (!first) return yield { phase: 'over', end };
  const { run, attempt, tried } = first;
  const minimal = yield* shrinking(run, attempt, subject, shrink(run, tried));
  yield { phase: 'found', run, attempt, minimal, exhausted: end === 'exhausted' };
}

async function* shrinking<Run extends Ran>(
  failure: Run,
  attempt: Attempt,
  subject: Subject<Run>,
  budget: number,
): AsyncGenerator<SearchEvent<Run>, Minimal | null> {
  if (budget === 0) return null;
  const again = await subject.run(replay(failure.choices), attempt, 'confirm');
  if (!again) return null;
  if (!subject.same(again, failure)) throw new ReplayMismatch(again.choices.length, -1);
  const runs = minimising(failure.choices, budget);
  let next = runs.next();
  while (!next.done) {
    const run = await subject.run(next.value, attempt, 'shrink');
    if (!run) return null;
    yield { phase: 'shrinking' };
    next = runs.next(subject.same(run, failure));
  }
  return next.value;
}

/** The schedule that was found: run-to-block but for its overrides, or as it was if nothing made it smaller. */
export const foundSchedule = (minimal: Minimal | null, choices: readonly number[]): Schedule =>
  minimal ? { policy: { kind: 'run-to-block' }, picks: minimal.overrides } : exactly(choices);
