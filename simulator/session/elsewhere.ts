import type { Schedule } from '../schedule/scheduler.ts';
import { sessionOf } from './machine.ts';
import type { Execution } from '../run/execution.ts';

/**
 * A session of executions that are made elsewhere, such as in a worker. The first one is given; `later` makes the run again
 * under another schedule, while the old one stays on screen.
 */
export const sessionElsewhere = <T extends Execution>(
  later: (execution: T, schedule: Schedule, signal: AbortSignal) => Promise<T>,
) => sessionOf<T, { execution: T }>({ open: ({ execution }) => execution, later });
