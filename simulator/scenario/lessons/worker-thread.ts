import { main, putRequest, threadPool, wait } from '../build.ts';
import type { Scenario } from '../scenario.ts';

/** One idle worker, dismissed at 5.2 s. No request ever comes. */
const idle = (poll_timeout: number): Scenario => ({
  pool: { kind: 'ThreadPool', num_workers: 1, q_size: 0, resq_size: 0, poll_timeout },
  jobs: [],
  threads: [
    main(
      { call: 'ThreadPool' },
      { call: 'sleep', seconds: 5.2 },
      { call: 'dismissWorkers', num_workers: 1, do_join: true },
    ),
  ],
});

/** `the-worker-that-will-not-leave`: how often an idle worker looks, how late it leaves, and how it returns a request it may not begin. */
export const WORKER_THREAD = {
  'poll-often': idle(0.5),
  'poll-seldom': idle(5),
  // Worker 2 is the one that is dismissed; with the stage's schedule it has the request by then.
  'second-look': threadPool(
    { num_workers: 2, poll_timeout: 1 },
    [{ duration: 0.1, callback: 'returns' }],
    { call: 'sleep', seconds: 0.3 },
    putRequest,
    { call: 'dismissWorkers', num_workers: 1 },
    wait,
  ),
} satisfies Record<string, Scenario>;
