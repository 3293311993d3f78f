import type { QueueInfo } from '../trace/trace.ts';
import type { Scenario } from './scenario.ts';

/** The queues of a pool, by Python's names for them. The first is the request queue, the second the result queue. */
export function queuesOf({ pool }: Scenario): QueueInfo[] {
  switch (pool.kind) {
    case 'Queue':
      return [{ name: 'queue', maxsize: pool.maxsize }];
    case 'WorkManager':
      return [{ name: 'work_queue', maxsize: 0 }];
    case 'ThreadPool':
      return [
        { name: '_requests_queue', maxsize: pool.q_size },
        { name: '_results_queue', maxsize: pool.resq_size },
      ];
  }
}
