import { putRequest, threadPool } from '../build.ts';
import type { Scenario } from '../scenario.ts';

/** Failures that a pool of one's own should avoid. */
export const OWN_POOL = {
  'dismissed-with-work-left': threadPool({ num_workers: 2 }, [{ count: 6, duration: 0.1 }], putRequest, {
    call: 'dismissWorkers',
    num_workers: 2,
    do_join: true,
  }),
} satisfies Record<string, Scenario>;
