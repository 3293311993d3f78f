import { queue, threadPool, putRequest, wait, workManager, put } from '../build.ts';
import type { Scenario, Statement } from '../scenario.ts';

const take: Statement[] = [
  { call: 'sleep', seconds: 0.1 },
  { call: 'get', block: false, catch: ['Empty'] },
];

/** The three lessons about the GIL. */
export const GIL = {
  'nine-threads': workManager([{ count: 99, duration: 0.1 }], 9),
  'one-item-two-takers': {
    pool: queue(0),
    jobs: [],
    threads: [
      { name: 'main', script: [put] },
      { name: 'taker-1', script: take },
      { name: 'taker-2', script: take },
    ],
  },
  'chunks-of-five': threadPool(
    { num_workers: 4 },
    [
      { count: 2, duration: 0.5 },
      { count: 1, duration: 0.2 },
    ],
    putRequest,
    wait,
  ),
} satisfies Record<string, Scenario>;
