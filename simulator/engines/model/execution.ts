import { ModelEngine } from './engine.ts';
import { run } from '../../run/run.ts';
import { canEnd } from '../../machines/machines.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { ReplayMismatch, schedulerOf } from '../../schedule/policies.ts';
import { upTo, type Schedule, type Scheduler } from '../../schedule/scheduler.ts';
import { diagnose, type Outcome } from '../../trace/diagnose.ts';
import { Player } from '../../trace/player.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Execution } from '../../run/execution.ts';

/** A run of the model. */
export interface ModelExecution extends Execution {
  readonly scenario: Scenario;
}

/** Runs the scenario under the schedule. A schedule that does not fit is kept as far as it does, and the execution says so. */
export function runScenario(scenario: Scenario, schedule: Schedule, budget?: number): ModelExecution {
  try {
    return perform(scenario, schedule, null, budget);
  } catch (error) {
    if (!(error instanceof ReplayMismatch)) throw error;
    return perform(scenario, upTo(schedule, error.step), error, budget);
  }
}

function perform(
  scenario: Scenario,
  schedule: Schedule,
  mismatch: ReplayMismatch | null,
  budget?: number,
): ModelExecution {
  return { schedule, ...execute(scenario, schedulerOf(schedule), budget), mismatch };
}

/** Runs the scenario under a scheduler, and says how it went. */
export function execute(scenario: Scenario, scheduler: Scheduler, budget?: number) {
  const engine = new ModelEngine(scenario);
  const outcome = run(engine, scheduler, budget === undefined ? {} : { budget });
  return executionFrom(scenario, engine.trace, outcome);
}

/** Puts an execution of the scenario together, from its trace and its outcome. */
export function executionFrom(scenario: Scenario, trace: Trace, outcome: Outcome) {
  const player = new Player(trace);
  return { scenario, trace, player, outcome, findings: diagnose(player, outcome, canEnd) };
}
