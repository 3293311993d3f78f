import { isUncontrolled, isReal, type WorkersExecution } from '../../simulator/engines/workers/execution.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN, type Schedule } from '../../simulator/schedule/scheduler.ts';
import { sessionOf } from '../../simulator/session/machine.ts';
import { runScenario, type ModelExecution } from '../../simulator/engines/model/execution.ts';

/** The run in the simulator: one that the model has yet to make, or one that real threads have made. */
export type RunSource = { scenario: Scenario; schedule?: Schedule } | { execution: WorkersExecution };

/** The client that runs scenarios on real threads; null where none can run. Its code is fetched with the first call. */
export const fetchWorkersClient = async () =>
  (await import('../../simulator/engines/workers/browser.ts')).workersClient();

/** A session of the simulator. @param notAgain Why an uncontrolled run cannot be repeated. */
export const simulatorSession = (notAgain: string) =>
  sessionOf<ModelExecution, RunSource>({
    open: (source) =>
      'execution' in source ? source.execution : runScenario(source.scenario, source.schedule ?? ROUND_ROBIN),
    again: ({ scenario }, schedule) => runScenario(scenario, schedule),
    atOnce: (run) => !isReal(run),
    async later(run, schedule, signal) {
      // Overrides say which thread is next after so many steps; a run without turns has no such steps.
      if (isUncontrolled(run) && schedule.picks.length > 0) throw new Error(notAgain);
      return (await fetchWorkersClient())!.execute(run.scenario, schedule, signal);
    },
  });
