import { callerMachine } from '../../model/caller.ts';
import { OUTCOMES, type Outcome, type StateMeta } from '../../model/frame.ts';
import { threadPoolMachine } from '../../model/thread-pool.ts';
import { workManagerMachine } from '../../model/work-manager.ts';
import { workMachine } from '../../model/work.ts';
import { workerThreadMachine } from '../../model/worker-thread.ts';
import { compile } from './compile.ts';

/** The events of the tables of threads, by name. */
export const OUTCOME = Object.fromEntries(OUTCOMES.map((name, index) => [name, index])) as Record<Outcome, number>;

/** What the workers of each pool run. */
export const WORKERS = {
  WorkManager: compile<StateMeta>(workMachine, OUTCOMES),
  ThreadPool: compile<StateMeta>(workerThreadMachine, OUTCOMES),
};

/** What the threads of a scenario run that use the pool. */
export const CALLERS = {
  Queue: compile<StateMeta>(callerMachine, OUTCOMES),
  WorkManager: compile<StateMeta>(workManagerMachine, OUTCOMES),
  ThreadPool: compile<StateMeta>(threadPoolMachine, OUTCOMES),
};
