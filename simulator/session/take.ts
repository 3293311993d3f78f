import { ModelEngine } from '../engines/model/engine.ts';
import { run } from '../engines/run.ts';
import { canEnd } from '../model/machines.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ReplayError, schedulerOf } from '../schedule/policies.ts';
import type { Schedule, Scheduler } from '../schedule/scheduler.ts';
import { diagnose, type Finding, type Verdict } from '../trace/diagnose.ts';
import { CLOCK } from '../trace/events.ts';
import { Player } from '../trace/player.ts';
import type { Trace } from '../trace/trace.ts';

/** One whole run, start to end, of whatever engine: what a session steps through. */
export interface Run {
  readonly schedule: Schedule;
  readonly trace: Trace;
  readonly player: Player;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** The picks ended here because the schedule did not fit the scenario; null: it did. */
  readonly replayError: ReplayError | null;
}

/** A run of the model. */
export interface Take extends Run {
  readonly scenario: Scenario;
}

/** Runs the scenario under the schedule. A schedule that does not fit is kept as far as it does, and the take says so. */
export function take(scenario: Scenario, schedule: Schedule, budget?: number): Take {
  try {
    return perform(scenario, schedule, null, budget);
  } catch (error) {
    if (!(error instanceof ReplayError)) throw error;
    const kept = schedule.picks.filter(([step]) => step < error.step);
    return perform(scenario, { ...schedule, picks: kept }, error, budget);
  }
}

function perform(scenario: Scenario, schedule: Schedule, replayError: ReplayError | null, budget?: number): Take {
  return { scenario, schedule, ...execute(scenario, schedulerOf(schedule), budget), replayError };
}

/** Runs the scenario under a scheduler, and says how it went. */
export function execute(scenario: Scenario, scheduler: Scheduler, budget?: number) {
  const engine = new ModelEngine(scenario);
  const verdict = run(engine, scheduler, budget === undefined ? {} : { budget });
  const player = new Player(engine.trace);
  const findings = diagnose(player, verdict, canEnd);
  return { trace: engine.trace, player, verdict, findings };
}

/** How many steps of threads begin before `position`: the index of the scheduler's next decision. */
export function decisionAt(trace: Trace, position: number): number {
  let count = 0;
  for (let i = 0; i < position; i++) if (trace.isStep(i) && trace.threadAt(i) !== CLOCK) count++;
  return count;
}

/** The position before the first step: threads of the program that run from the beginning have been started by then. */
export function startOf({ trace }: Pick<Run, 'trace'>): number {
  let start = 0;
  while (start < trace.length && !trace.isStep(start)) start++;
  return start;
}
