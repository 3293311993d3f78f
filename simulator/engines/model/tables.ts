import { callerMachine } from '../../machines/caller.ts';
import { OP_OUTCOMES, type OpOutcome, type StateMeta } from '../../machines/frame.ts';
import { threadPoolMachine } from '../../machines/thread-pool.ts';
import { workManagerMachine } from '../../machines/work-manager.ts';
import { workMachine } from '../../machines/work.ts';
import { workerThreadMachine } from '../../machines/worker-thread.ts';
import { compile } from './compile.ts';

/** The events of the tables of threads, by name. */
export const OP_OUTCOME = Object.fromEntries(OP_OUTCOMES.map((name, index) => [name, index])) as Record<
  OpOutcome,
  number
>;

/** The machine that the workers of each pool run. */
export const WORKERS = {
  WorkManager: compile<StateMeta>(workMachine, OP_OUTCOMES),
  ThreadPool: compile<StateMeta>(workerThreadMachine, OP_OUTCOMES),
};

/** The machine that the scenario's own threads run, for each kind of pool. */
export const CALLERS = {
  Queue: compile<StateMeta>(callerMachine, OP_OUTCOMES),
  WorkManager: compile<StateMeta>(workManagerMachine, OP_OUTCOMES),
  ThreadPool: compile<StateMeta>(threadPoolMachine, OP_OUTCOMES),
};
