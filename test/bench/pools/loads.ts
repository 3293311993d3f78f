import type { MeasuredPool } from './pool.ts';

/** By load, by contender: a value of each round. Rates in tasks/s, latencies in µs. */
export type Measured = Record<string, Record<string, number[]>>;

export const LOADS = {
  burst: '10,000 tasks that do nothing at once',
  objects: '10,000 tasks at once with an object of 60 bytes',
  closed: '16 tasks under way at a time',
  idle: 'one task on an idle pool',
} as const;

/** 60 bytes as JSON. */
const object = (id: number) => ({ id: 10_000 + id, name: 'worker seven', tags: ['a', 'b'], on: true });
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const OUTSTANDING = 16;
/** Milliseconds in which every worker has gone to sleep. */
const IDLE = 4;
const LATENCIES = 20;

const rate = async (count: number, run: () => Promise<void>) => {
  const began = performance.now();
  await run();
  return (count / (performance.now() - began)) * 1000;
};

const onValues = (pool: MeasuredPool, values: readonly unknown[]) => rate(pool.count, () => pool.burst(values));

/** Each load on one pool, once. */
export const ON: Readonly<Record<keyof typeof LOADS, (pool: MeasuredPool) => Promise<number>>> = {
  burst: (pool) => onValues(pool, numbers(pool.count)),
  objects: (pool) => onValues(pool, numbers(pool.count).map(object)),
  closed: (pool) => rate(pool.count, () => pool.closedLoop(pool.count, OUTSTANDING)),
  async idle(pool) {
    const values: number[] = [];
    for (let i = 0; i < LATENCIES; i++) {
      await new Promise((resolve) => setTimeout(resolve, IDLE));
      const began = performance.now();
      await pool.one();
      values.push((performance.now() - began) * 1000);
    }
    return values.toSorted((a, b) => a - b)[LATENCIES / 2]!;
  },
};

/** Milliseconds that every pool has before it is measured, for the compilers. */
const WARM = 400;

/** All pools in turns, so that whatever else the machine does befalls all alike. */
export async function measure(
  pools: readonly MeasuredPool[],
  loads: readonly (keyof typeof LOADS)[],
  rounds: number,
): Promise<Measured> {
  const measured: Measured = {};
  for (const load of loads) {
    const values: Record<string, number[]> = (measured[load] = {});
    for (const pool of pools) {
      const until = performance.now() + WARM;
      do await ON[load](pool);
      while (performance.now() < until);
    }
    for (let round = 0; round < rounds; round++)
      for (const pool of pools) {
        // Nobody clears away what another has left: only what is young, for a whole collection throws compiled code away.
        (globalThis as { gc?: (options: { type: 'minor' }) => void }).gc?.({ type: 'minor' });
        (values[pool.id] ??= []).push(await ON[load](pool));
      }
  }
  return measured;
}
