/** Measurements of real interpreters. Times in seconds. */
export interface Recorded {
  readonly date: string;
  readonly machine: string;
  /** The path of the script in this project. */
  readonly script: string;
  readonly interpreters: readonly Interpreter[];
  /** Interpreters that there was none of to run, and where one can read about them. */
  readonly notRun: readonly { readonly name: string; readonly published: readonly { readonly source: string }[] }[];
}

export interface Interpreter {
  readonly name: string;
  readonly gil: boolean;
  readonly results: readonly Row[];
}

export interface Row {
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
export const GROUPS = [
  { work: 'cpu', with: 'threads', workers: [2, 4] },
  { work: 'cpu', with: 'processes', workers: [2, 4] },
  { work: 'io', with: 'threads', workers: [2, 4, 8] },
] as const satisfies readonly Group[];

export interface Group extends Pick<Row, 'work' | 'with'> {
  readonly workers: readonly number[];
}

/** The same with one column each, that of the most workers: what fits beside a lesson's text. */
export const MOST: readonly Group[] = GROUPS.map((group) => ({ ...group, workers: group.workers.slice(-1) }));

/** The rows of an interpreter in the order of the columns; undefined: it has no such way, as Jython has no processes. */
export const cellsOf = ({ results }: Interpreter, groups: readonly Group[] = GROUPS): (Row | undefined)[] =>
  groups.flatMap((group) =>
    group.workers.map((workers) =>
      results.find((row) => row.work === group.work && row.with === group.with && row.workers === workers),
    ),
  );

const files = import.meta.glob<Recorded>('/test/interpreters/results.json', { eager: true, import: 'default' });

/** @throws where nothing is recorded: the page does not go without it. */
export function recorded(): Recorded {
  const [found] = Object.values(files);
  if (!found) throw new Error('Nothing is recorded: run test/interpreters/record.py.');
  return found;
}
