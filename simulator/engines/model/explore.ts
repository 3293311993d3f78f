import type { Scenario } from '../../scenario/scenario.ts';
import { recording } from '../../schedule/minimise.ts';
import { random } from '../../schedule/policies.ts';
import type { Schedule } from '../../schedule/scheduler.ts';
import { foundSchedule, search, type Subject } from '../../schedule/search.ts';
import { endless, type Ran } from '../../schedule/strategy.ts';
import type { Finding } from '../../trace/diagnose.ts';
import { execute } from './execution.ts';

/** The progress of a search. */
export interface Search {
  /** Schedules run so far. */
  tried: number;
  /** The first failing schedule, with as few preemptions as could be found; null: none failed yet. */
  failure: { schedule: Schedule; finding: Finding; preemptions: number } | null;
}

/** Runs that a failing schedule may take to shrink. */
const SHRINK = 2000;

/**
 * Runs the scenario under `count` random schedules and stops at the first that fails: a deadlock, a livelock, an exception
 * that is not caught, a lost thread, or something left over. Yields after every run, so that the caller can show how far it
 * is, or stop; the last is the result. The failing schedule is minimised, and is run-to-block but for its overrides.
 */
export async function* exploreModel(scenario: Scenario, count: number, seed = 1): AsyncGenerator<Search, void> {
  const subject: Subject<Ran & { finding: Finding | null }> = {
    run(scheduler) {
      const choices: number[] = [];
      const [finding = null] = execute(scenario, recording(scheduler, choices)).findings;
      return { choices, finding, failed: finding !== null };
    },
    same: ({ finding }, failure) => finding?.kind === failure.finding!.kind,
  };
  const strategy = endless((n) => ({
    scheduler: random(seed + n + 1),
    policy: { kind: 'random', seed: seed + n + 1 },
  }));
  let tried = 0;
  for await (const event of search(strategy, subject, { schedules: count, shrink: () => SHRINK })) {
    if (event.phase === 'searching') tried = event.tried;
    if (event.phase !== 'found') yield { tried, failure: null };
    else {
      const { run, minimal } = event;
      const schedule = foundSchedule(minimal, run.choices);
      yield { tried, failure: { schedule, finding: run.finding!, preemptions: minimal!.preemptions } };
    }
  }
}
