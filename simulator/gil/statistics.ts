import type { Change } from './recorder.ts';

/** The middle one, or the mean of the two in the middle. @throws RangeError of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('there is no median of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The median, the smallest and the largest. @throws RangeError of nothing. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  low: Math.min(...values),
  high: Math.max(...values),
});

/**
 * Milliseconds that the lock was free while a thread waited for it, for each hand-off between threads.
 * @param lanes What each thread did, oldest first.
 */
export function handOffs(lanes: readonly (readonly Change[])[]): number[] {
  const all = lanes
    .flatMap((changes, lane) => changes.map((change, i) => ({ ...change, lane, before: changes[i - 1] })))
    .toSorted((a, b) => a.time - b.time);
  const took: number[] = [];
  let freed: { time: number; lane: number } | null = null;
  for (const { time, lane, state, before } of all) {
    if (state === 'holding' && freed && freed.lane !== lane && before?.state === 'waiting')
      took.push(time - Math.max(freed.time, before.time));
    if (state === 'holding') freed = null;
    else if (before?.state === 'holding') freed = { time, lane };
  }
  return took;
}
