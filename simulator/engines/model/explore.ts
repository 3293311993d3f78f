import type { Scenario } from '../../scenario/scenario.ts';
import { minimising, recording } from '../../schedule/minimise.ts';
import { random } from '../../schedule/policies.ts';
import type { Schedule, Scheduler } from '../../schedule/scheduler.ts';
import type { Finding } from '../../trace/diagnose.ts';
import { execute } from './execution.ts';

/** How far a search has come. */
export interface Search {
  /** Schedules run so far. */
  tried: number;
  /** The first failing schedule, with as few preemptions as could be found; null: none failed yet. */
  failure: { schedule: Schedule; finding: Finding; preemptions: number } | null;
}

/**
 * Runs the scenario under `count` random schedules and stops at the first that fails: a deadlock, no progress, an exception
 * that nobody catches, a lost thread, or something left over. Yields after every run, so that the caller can show how far it
 * is, or stop. The failing schedule is minimised, and is run-to-block but for its overrides.
 */
export function* explore(scenario: Scenario, count: number, seed = 1): Generator<Search, Search> {
  for (let tried = 1; tried <= count; tried++) {
    const choices: number[] = [];
    const [finding] = execute(scenario, recording(random(seed + tried), choices)).findings;
    if (finding) {
      const fails = (scheduler: Scheduler) => execute(scenario, scheduler).findings[0]?.kind === finding.kind;
      const runs = minimising(choices);
      let smaller = runs.next();
      while (!smaller.done) {
        yield { tried, failure: null };
        smaller = runs.next(fails(smaller.value));
      }
      const { overrides: picks, preemptions } = smaller.value;
      const schedule: Schedule = { policy: { kind: 'run-to-block' }, picks };
      return { tried, failure: { schedule, finding, preemptions } };
    }
    yield { tried, failure: null };
  }
  return { tried: count, failure: null };
}
