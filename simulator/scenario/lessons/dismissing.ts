import { main, putRequest, threadPool, wait } from '../build.ts';
import type { Scenario, Statement } from '../scenario.ts';

const sleep: Statement = { call: 'sleep', seconds: 1 };
const dismissOne: Statement = { call: 'dismissWorkers', num_workers: 1 };

/** Workers that leave: with a request in hand, or as the last of their pool. */
export const DISMISSING = {
  'put-back-last': threadPool(
    { num_workers: 2, poll_timeout: 1 },
    [{ count: 3, duration: 0.1 }],
    putRequest,
    dismissOne,
    wait,
  ),
  'nobody-left': threadPool(
    { num_workers: 2, poll_timeout: 1 },
    [{ count: 4, duration: 0.2 }],
    putRequest,
    { call: 'dismissWorkers', num_workers: 2 },
    wait,
  ),
  'put-back-full': threadPool({ num_workers: 1, q_size: 1 }, [{ count: 2, duration: 0.1 }], putRequest, dismissOne, {
    call: 'joinAllDismissedWorkers',
  }),
  'dismissed-in-hand': {
    pool: { kind: 'ThreadPool', num_workers: 1, q_size: 0, resq_size: 0, poll_timeout: 5 },
    jobs: [{ duration: 0.1 }],
    threads: [
      main({ call: 'ThreadPool' }, { call: 'makeRequests' }, sleep, putRequest, wait),
      { name: 'other', script: [sleep, dismissOne] },
    ],
  },
} satisfies Record<string, Scenario>;
