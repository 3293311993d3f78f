import { putRequest, threadPool, wait } from '../build.ts';
import type { Scenario } from '../scenario.ts';

/** `poll-and-wait`: what a callback that raises leaves behind. */
export const POLLING = {
  'callback-raises': threadPool(
    { num_workers: 1 },
    [
      { duration: 0.1, callback: 'raises' },
      { count: 2, duration: 0.1, callback: 'returns' },
    ],
    putRequest,
    { ...wait, catch: ['Exception'] },
    wait,
  ),
} satisfies Record<string, Scenario>;
