import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { prng } from '../../simulator/schedule/prng.ts';
import type { Values } from './values.ts';

/** Jobs of one run: enough for a queue to grow, few enough to draw. */
const JOBS = 120;

/** Numbers with a mean of 1, distributed as the times between independent arrivals: exponentially. The same in every run. */
function exponential(seed: number): number[] {
  const next = prng(seed);
  const drawn = Array.from({ length: JOBS }, () => -Math.log(1 - next()));
  // Scaled, so that their mean is 1 and not about 1.
  const mean = drawn.reduce((sum, each) => sum + each, 0) / JOBS;
  return drawn.map((each) => each / mean);
}
const GAPS = exponential(5);
const LENGTHS = exponential(11);
const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Jobs that come at random, `rate` a second, and take `seconds` on average, for so many workers. */
export function arrivalsOf({ rate, seconds, workers }: Required<Values>): Scenario {
  return {
    pool: { kind: 'ThreadPool', num_workers: workers, q_size: 0, resq_size: 0, poll_timeout: 3600 },
    jobs: LENGTHS.map((length) => ({ duration: milliseconds(length * seconds) })),
    threads: [
      {
        name: 'main',
        script: [
          { call: 'ThreadPool' },
          { call: 'makeRequests' },
          ...GAPS.flatMap((gap, i) => [
            { call: 'sleep', seconds: milliseconds(gap / rate) } as const,
            { call: 'putRequest', requests: [i, i + 1] as [number, number] } as const,
          ]),
          { call: 'wait' },
        ],
      },
    ],
  };
}
