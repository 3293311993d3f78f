/** One contender of a benchmark: does its work once and says how much it did. */
export interface Contender {
  id: string;
  /** Units of work done in a run. */
  run: () => number | Promise<number>;
}

export interface Row {
  id: string;
  value: number;
  unit: string;
  better: 'higher' | 'lower';
  /** Lowest and highest of the runs. */
  spread: [number, number];
  against: { id: string; value: number; ratio: number }[];
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Runs the contenders in turns, so that whatever else the machine does befalls all alike. Seconds of each run, by contender. */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
  warm = 2,
): Promise<Map<string, { seconds: number; work: number }[]>> {
  const results = new Map(contenders.map(({ id }) => [id, [] as { seconds: number; work: number }[]]));
  for (let round = -warm; round < rounds; round++) {
    for (const { id, run } of contenders) {
      const start = performance.now();
      const work = await run();
      // The first rounds are for the compiler.
      if (round >= 0) results.get(id)!.push({ seconds: (performance.now() - start) / 1000, work });
    }
  }
  return results;
}

/** Rates per second: the first contender is ours, the others are what it is held against. */
export async function rates(
  id: string,
  unit: string,
  contenders: readonly Contender[],
  rounds: number,
  warm = 2,
): Promise<Row> {
  const results = await interleave(contenders, rounds, warm);
  const rate = (name: string) => results.get(name)!.map(({ seconds, work }) => work / seconds);
  const [ours, ...others] = contenders.map((contender) => ({ id: contender.id, values: rate(contender.id) }));
  const value = median(ours!.values);
  return {
    id,
    value: Math.round(value),
    unit,
    better: 'higher',
    spread: [Math.round(Math.min(...ours!.values)), Math.round(Math.max(...ours!.values))],
    against: others.map((other) => {
      const theirs = median(other.values);
      return { id: other.id, value: Math.round(theirs), ratio: round2(value / theirs) };
    }),
  };
}

/** Milliseconds of one piece of work. */
export async function milliseconds(
  id: string,
  run: () => unknown,
  rounds: number,
  aim?: number,
  warm = 2,
): Promise<Row> {
  const contender = { id, run: async () => (await run(), 1) };
  const values = (await interleave([contender], rounds, warm)).get(id)!.map(({ seconds }) => seconds * 1000);
  const value = median(values);
  return {
    id,
    value: round2(value),
    unit: 'ms',
    better: 'lower',
    spread: [round2(Math.min(...values)), round2(Math.max(...values))],
    against: aim === undefined ? [] : [{ id: 'aim', value: aim, ratio: round2(value / aim) }],
  };
}

export const round2 = (value: number): number => Math.round(value * 100) / 100;

/** A row from the values of every run, ours and the others'. */
export function row(
  id: string,
  unit: string,
  better: Row['better'],
  values: readonly number[],
  others: Readonly<Record<string, readonly number[]>>,
): Row {
  const exact = (value: number) => (value > 1000 ? Math.round(value) : Math.round(value * 1000) / 1000);
  const value = median(values);
  return {
    id,
    value: exact(value),
    unit,
    better,
    spread: [exact(Math.min(...values)), exact(Math.max(...values))],
    against: Object.entries(others).map(([id, theirs]) => ({
      id,
      value: exact(median(theirs)),
      ratio: round2(value / median(theirs)),
    })),
  };
}
