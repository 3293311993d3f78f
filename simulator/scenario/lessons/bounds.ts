import { putRequest, threadPool, wait } from '../build.ts';
import type { Scenario, Statement } from '../scenario.ts';

const pollBetween: Statement[] = Array.from({ length: 10 }, (_, i) => [
  { call: 'putRequest', requests: [i, i + 1] } satisfies Statement,
  { call: 'poll', catch: ['NoResultsPending'] } satisfies Statement,
]).flat();

/** `putrequest-and-bounded-queues`: the effect of a queue's bound on the thread that puts. */
export const BOUNDS = {
  'put-timeout': threadPool(
    { num_workers: 1, q_size: 1 },
    [{ count: 3, duration: 0.4 }],
    { call: 'putRequest', requests: [0, 1] },
    // Until the worker has it, whatever the schedule.
    { call: 'sleep', seconds: 0.1 },
    { call: 'putRequest', requests: [1, 2] },
    { call: 'putRequest', requests: [2, 3], timeout: 0.1, catch: ['Full'] },
    wait,
  ),
  'bounded-results': threadPool(
    { num_workers: 2, resq_size: 1 },
    [{ count: 4, duration: 0.1 }],
    putRequest,
    { call: 'sleep', seconds: 0.5 },
    wait,
  ),
  'poll-between': threadPool(
    { num_workers: 2, q_size: 1, resq_size: 1 },
    [{ count: 10, duration: 0.1 }],
    ...pollBetween,
    wait,
  ),
} satisfies Record<string, Scenario>;
