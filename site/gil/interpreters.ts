/** Measurements of real interpreters. Times in seconds. */
export interface RecordedMeasurements {
  readonly date: string;
  readonly machine: string;
  /** The path of the script in this project. */
  readonly script: string;
  readonly interpreters: readonly MeasuredInterpreter[];
  /** Interpreters that there was none of to run, and where one can read about them. */
  readonly notRun: readonly { readonly name: string; readonly published: readonly { readonly source: string }[] }[];
}

export interface MeasuredInterpreter {
  readonly name: string;
  readonly gil: boolean;
  readonly results: readonly Measurement[];
}

export interface Measurement {
  readonly work: 'cpu' | 'io';
  readonly with: 'threads' | 'processes';
  readonly workers: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly runs: number;
  /** Against one thread. */
  readonly speedup: number;
}

/** Column groups of the comparison: one for each kind of work and mode, a column for each number of workers. */
export const COLUMN_GROUPS = [
  { work: 'cpu', with: 'threads', workers: [2, 4] },
  { work: 'cpu', with: 'processes', workers: [2, 4] },
  { work: 'io', with: 'threads', workers: [2, 4, 8] },
] as const satisfies readonly Group[];

export interface Group extends Pick<Measurement, 'work' | 'with'> {
  readonly workers: readonly number[];
}

/** The same with one column each, that of the most workers: what fits beside a lesson's text. */
export const MOST_WORKERS: readonly Group[] = COLUMN_GROUPS.map((group) => ({
  ...group,
  workers: group.workers.slice(-1),
}));

/** The rows of an interpreter in the order of the columns; undefined: it has no such way, as Jython has no processes. */
export const resultCellsOf = (
  { results }: MeasuredInterpreter,
  groups: readonly Group[] = COLUMN_GROUPS,
): (Measurement | undefined)[] =>
  groups.flatMap((group) =>
    group.workers.map((workers) =>
      results.find((row) => row.work === group.work && row.with === group.with && row.workers === workers),
    ),
  );

const files = import.meta.glob<RecordedMeasurements>('/test/interpreters/results.json', {
  eager: true,
  import: 'default',
});

/** @throws where nothing is recorded: the page does not go without it. */
export function recorded(): RecordedMeasurements {
  const [found] = Object.values(files);
  if (!found) throw new Error('Nothing is recorded: run test/interpreters/record.py.');
  return found;
}
