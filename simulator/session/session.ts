import type { Scenario } from '../scenario/scenario.ts';
import { ROUND_ROBIN, type Schedule } from '../schedule/scheduler.ts';
import type { EventKind } from '../trace/events.ts';
import { sessionOf } from './machine.ts';
import { runScenario, type ModelExecution } from '../engines/model/execution.ts';

/** Events that the model can run to. `timeout` is the end of a timed wait. */
export const GOALS = ['put', 'get', 'task_done', 'timeout', 'dismiss'] as const satisfies readonly EventKind[];

/** A session of the model: a run is made again in the very step that asks for it. */
export const sessionMachine = sessionOf<ModelExecution, { scenario: Scenario; schedule?: Schedule }>({
  open: ({ scenario, schedule = ROUND_ROBIN }) => runScenario(scenario, schedule),
  again: ({ scenario }, schedule) => runScenario(scenario, schedule),
});
