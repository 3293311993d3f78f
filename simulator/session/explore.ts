import { ModelEngine } from '../engines/model/engine.ts';
import { run } from '../engines/run.ts';
import { canEnd } from '../model/machines.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { minimising, recording } from '../schedule/minimise.ts';
import { random } from '../schedule/policies.ts';
import type { Schedule, Scheduler } from '../schedule/scheduler.ts';
import { diagnose, type Finding } from '../trace/diagnose.ts';
import { Player } from '../trace/player.ts';

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
 * is, or stop. The failing schedule is minimised, and is run-to-block but for its picks.
 */
export function* explore(scenario: Scenario, count: number, seed = 1): Generator<Search, Search> {
  for (let tried = 1; tried <= count; tried++) {
    const choices: number[] = [];
    const [finding] = findingsOf(scenario, recording(random(seed + tried), choices));
    if (finding) {
      const fails = (scheduler: Scheduler) => findingsOf(scenario, scheduler)[0]?.kind === finding.kind;
      const runs = minimising(choices, fails);
      let smaller = runs.next();
      for (; !smaller.done; smaller = runs.next()) yield { tried, failure: null };
      const { picks, preemptions } = smaller.value;
      const schedule: Schedule = { policy: { kind: 'run-to-block' }, picks };
      return { tried, failure: { schedule, finding, preemptions } };
    }
    yield { tried, failure: null };
  }
  return { tried: count, failure: null };
}

function findingsOf(scenario: Scenario, scheduler: Scheduler): Finding[] {
  const engine = new ModelEngine(scenario);
  const verdict = run(engine, scheduler);
  return diagnose(new Player(engine.trace), verdict, canEnd);
}
