import { callerMachine } from '../../machines/caller.ts';
import { OUTCOMES, type Outcome, type StateMeta } from '../../machines/frame.ts';
import { threadPoolMachine } from '../../machines/thread-pool.ts';
import { workManagerMachine } from '../../machines/work-manager.ts';
import { workMachine } from '../../machines/work.ts';
import { workerThreadMachine } from '../../machines/worker-thread.ts';
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
