import { measure, type Measured } from '../loads.ts';
import { contenders, ours } from './contenders.ts';

/** Pools in Node, in so many rounds at most. @returns By number of workers. */
export async function inNode(most: number): Promise<Map<number, Measured>> {
  const all = new Map<number, Measured>();
  for (const workers of [1, 2, 4]) {
    const pools = [ours('ours', workers, true), ours('ours over messages', workers, false), ...contenders(workers)];
    all.set(
      workers,
      workers === 4
        ? await measure(pools, ['burst', 'objects', 'closed', 'idle'], Math.min(5, most))
        : await measure(pools, ['burst'], Math.min(3, most)),
    );
    for (const pool of pools) await pool.close();
  }
  return all;
}
