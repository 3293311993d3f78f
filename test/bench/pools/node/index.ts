import { measure, type Measured } from '../loads.ts';
import { contenders, ours } from './contenders.ts';

/** Pools in Node. @returns By number of workers. */
export async function inNode(): Promise<Map<number, Measured>> {
  const all = new Map<number, Measured>();
  for (const workers of [1, 2, 4]) {
    const pools = [ours('ours', workers, true), ours('ours over messages', workers, false), ...contenders(workers)];
    all.set(
      workers,
      await measure(pools, workers === 4 ? ['burst', 'objects', 'closed', 'idle'] : ['burst'], workers === 4 ? 5 : 3),
    );
    for (const pool of pools) await pool.close();
  }
  return all;
}
