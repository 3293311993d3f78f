import { putRequest, threadPool, wait } from '../build.ts';
import type { Scenario } from '../scenario.ts';

/** `using-threadpool`: the package as its users meet it. */
export const USING_THREADPOOL = {
  'nine-workers': threadPool({ num_workers: 9 }, [{ count: 99, duration: 0.1, callback: 'returns' }], putRequest, wait),
  'finish-order': threadPool(
    {},
    [
      { duration: 0.3, callback: 'returns' },
      { duration: 0.2, callback: 'returns' },
      { duration: 0.1, callback: 'returns' },
    ],
    putRequest,
    wait,
  ),
  'callbacks-later': threadPool(
    { num_workers: 1 },
    [{ count: 2, duration: 0.1, callback: 'returns' }],
    putRequest,
    { call: 'sleep', seconds: 0.5 },
    wait,
  ),
  'pool-twice': threadPool(
    { num_workers: 2 },
    [{ count: 3, duration: 0.1, callback: 'returns' }],
    { call: 'putRequest', requests: [0, 2] },
    wait,
    { call: 'sleep', seconds: 0.4 },
    { call: 'putRequest', requests: [2, 3] },
    wait,
  ),
} satisfies Record<string, Scenario>;
