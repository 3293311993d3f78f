import { main, putRequest, threadPool, wait } from '../build.ts';
import type { Scenario } from '../scenario.ts';

const pool = { kind: 'ThreadPool', num_workers: 3, q_size: 0, resq_size: 0, poll_timeout: 5 } as const;

/** `how-a-pool-is-created`: a pool comes about, grows, and ends with its program. */
export const POOL_CREATION = {
  'new-pool': { pool, jobs: [], threads: [main({ call: 'ThreadPool' }, { call: 'sleep', seconds: 0.1 })] },
  'growing-pool': threadPool(
    { num_workers: 1 },
    [{ count: 6, duration: 0.1, callback: 'returns' }],
    putRequest,
    { call: 'sleep', seconds: 0.15 },
    { call: 'createWorkers', num_workers: 2 },
    wait,
  ),
  'forgotten-timeout': {
    pool: { ...pool, num_workers: 1, poll_timeout: 0.5 },
    jobs: [],
    threads: [main({ call: 'ThreadPool' }, { call: 'createWorkers', num_workers: 1 }, { call: 'sleep', seconds: 1.2 })],
  },
  'no-wait': threadPool({}, [{ count: 6, duration: 0.1, callback: 'returns' }], putRequest),
} satisfies Record<string, Scenario>;
