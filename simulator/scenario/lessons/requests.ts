import { putRequest, threadPool, wait } from '../build.ts';
import type { JobSpec, Scenario } from '../scenario.ts';

/** One worker, two jobs of 0.1 s, one wait() for both, and a while to see what came of it. */
const two = (...requestIDs: (number | undefined)[]): Scenario =>
  threadPool(
    { num_workers: 1 },
    requestIDs.map((requestID): JobSpec => ({
      duration: 0.1,
      callback: 'returns',
      ...(requestID !== undefined && { requestID }),
    })),
    putRequest,
    wait,
    { call: 'sleep', seconds: 0.5 },
  );

/** `requests-and-their-ids`: what a request's ID is for, and what happens when two have the same. */
export const REQUESTS = {
  'own-ids': two(undefined, undefined),
  // hash(-1) is -2.
  'same-id': two(-1, -2),
} satisfies Record<string, Scenario>;
