import { putRequest, threadPool, wait } from '../build.ts';
import type { Scenario } from '../scenario.ts';

/** `concurrent-futures`: the package's work that is compared with an executor's. */
export const TODAY = {
  /** The work of `squares_threadpool.py`: three jobs, four workers, and all of them dismissed at the end. */
  'three-jobs': threadPool(
    { num_workers: 4, poll_timeout: 1 },
    [
      { duration: 0.3, callback: 'returns' },
      { duration: 0.1, callback: 'returns' },
      { duration: 0.2, callback: 'returns' },
    ],
    putRequest,
    wait,
    { call: 'dismissWorkers', num_workers: 4, do_join: true },
  ),
} satisfies Record<string, Scenario>;
