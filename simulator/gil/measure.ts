import { FROM, type LabJob } from './jobs.ts';
import { MODES, type Mode } from './modes.ts';
import type { Run, LabResult } from './lab.ts';
import { spreadOf, type Spread } from './statistics.ts';

const WORK = ['primes', 'matrix', 'wait', 'fetch', 'mixed'] as const;
export type Work = (typeof WORK)[number];

/** Settings of a measurement. Times in milliseconds. */
export interface Settings {
  readonly work: Work;
  readonly tasks: number;
  /** The milliseconds that one task of `primes` or `mixed` takes here, about, and one of `wait` or `fetch` at least. */
  readonly ms: number;
  /** Rows and columns of a matrix. */
  readonly size: number;
  /** For `mixed`: how much of a task is waiting, from 0 to 1. */
  readonly share: number;
  readonly modes: readonly Mode[];
  readonly workers: readonly number[];
  readonly repeat: number;
  readonly interval: number;
  readonly keepsInIO: boolean;
}

/** Speeds and addresses that jobs are made from on this machine and this page. */
export interface Surroundings {
  /** Numbers that one thread tests in a millisecond. */
  readonly numbersPerMs: number;
  /** Milliseconds of one product of two matrices of the size that is asked for. */
  readonly productMs: number;
  /** The address that the service worker answers. */
  readonly fetchUrl: string;
}

export interface Limits {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** Limits of the settings. */
export const SETTING_LIMITS = {
  tasks: { min: 1, max: 32, whole: true },
  ms: { min: 1, max: 1000, whole: false },
  size: { min: 8, max: 160, whole: true },
  repeat: { min: 1, max: 15, whole: true },
  interval: { min: 0.1, max: 100, whole: false },
} as const satisfies Record<string, Limits>;

/** 1, 2, 4, … and the most: the worker counts of a sweep. */
export function countsUpTo(most: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < most; count *= 2) counts.push(count);
  return [...counts, most];
}

/** Rounds of a `mixed` task: it goes to and fro between computing and waiting. */
const ROUNDS = 5;

/** The tasks of every run. */
export function labJobsOf(
  { work, tasks, ms, size, share }: Settings,
  { numbersPerMs, fetchUrl }: Surroundings,
): LabJob[] {
  const numbers = (time: number) => Math.round(time * numbersPerMs);
  const job: LabJob = {
    primes: { does: work as 'primes', from: FROM, count: Math.max(1, numbers(ms)) },
    matrix: { does: work as 'matrix', size },
    wait: { does: work as 'wait', ms },
    fetch: { does: work as 'fetch', ms, url: fetchUrl },
    mixed: {
      does: work as 'mixed',
      rounds: ROUNDS,
      count: numbers((ms * (1 - share)) / ROUNDS),
      ms: (ms * share) / ROUNDS,
    },
  }[work];
  return Array.from({ length: tasks }, () => job);
}

/** Milliseconds that one worker takes for a run at least: less says how long threads take to wake, and not to compute. */
const LONG = 400;
/** Milliseconds that it takes to hand a task over and its result back, about. */
const HAND_OVER = 0.05;

/** Counts the rounds of a run's tasks that make it long enough. Only matrices are as short as they are. */
export function roundsOf({ work, tasks }: Settings, { productMs }: Surroundings): number {
  return work === 'matrix' ? Math.ceil(LONG / (tasks * (productMs + HAND_OVER))) : 1;
}

/** Every run of a measurement in its order: round by round, so that what changes meanwhile meets all of them alike. */
export function runsOf(settings: Settings, jobs: readonly LabJob[], rounds = 1): Run[] {
  const { modes, workers, repeat, interval, keepsInIO } = settings;
  const round = workers.flatMap((count) =>
    modes.map((mode) => ({ mode, workers: count, jobs, interval, keepsInIO, rounds })),
  );
  return Array.from({ length: repeat }, (_, i) => (i % 2 === 0 ? round : round.toReversed())).flat();
}

/** Waits in a row that are timed, and how long each should be. */
export const CONVOY = { rounds: 60, ms: 1 };

/** An I/O-bound thread beside a CPU-bound one, under the lock and without. */
export function convoyRuns({ interval, repeat }: Settings): Run[] {
  const jobs: LabJob[] = [{ does: 'spin' }, { does: 'ping', ...CONVOY }];
  const pair = (['gil', 'free'] as const).map((mode) => ({ mode, workers: 2, jobs, interval, keepsInIO: false }));
  return Array.from({ length: repeat }, () => pair).flat();
}

/** A run that was done. */
export interface Measured {
  readonly mode: Mode;
  readonly workers: number;
  readonly result: Pick<LabResult, 'time' | 'values' | 'copying' | 'switches'>;
}

/** All runs of one mode with so many workers. Times in milliseconds. */
export interface Summary extends Spread {
  readonly mode: Mode;
  readonly workers: number;
  readonly times: readonly number[];
  /** Against the median of one worker in the same mode; null: that was not measured. */
  readonly speedup: (Spread & { readonly ideal: number }) | null;
  readonly copying: number;
  readonly switches: number;
}

/** Medians and their spread, mode by mode, from few workers to many. */
export function summarise(measured: readonly Measured[]): Summary[] {
  return MODES.flatMap((mode) => {
    const ofMode = measured.filter((run) => run.mode === mode);
    const counts = [...new Set(ofMode.map(({ workers }) => workers))].toSorted((a, b) => a - b);
    const timesOf = (count: number) => ofMode.filter(({ workers }) => workers === count);
    const alone = counts[0] === 1 ? spreadOf(timesOf(1).map(({ result }) => result.time)).median : null;
    return counts.map((workers): Summary => {
      const runs = timesOf(workers);
      const times = runs.map(({ result }) => result.time);
      const spread = spreadOf(times);
      return {
        mode,
        workers,
        times,
        ...spread,
        speedup: alone === null ? null : speedupOf(alone, spread, workers),
        copying: spreadOf(runs.map(({ result }) => result.copying)).median,
        switches: spreadOf(runs.map(({ result }) => result.switches)).median,
      };
    });
  });
}

/** Runs of the same work by the same workers may differ by so much, the slowest against the fastest. */
const EVEN = 2;

/** Divides the time of the slowest run by that of the fastest; null where it is not too much. */
export function unevenness(summaries: readonly Summary[]): number | null {
  const most = Math.max(0, ...summaries.map(({ low, high }) => high / low));
  return most > EVEN ? most : null;
}

/** The waits of all runs of a mode, each as long as it took until the thread went on. */
export function summariseConvoy(measured: readonly Measured[]): Summary[] {
  return MODES.flatMap((mode) => {
    const runs = measured.filter((run) => run.mode === mode);
    const times = runs.flatMap(({ result }) => result.values.filter((value) => typeof value !== 'number').flat());
    if (times.length === 0) return [];
    const switches = spreadOf(runs.map(({ result }) => result.switches)).median;
    return [{ mode, workers: 2, times, ...spreadOf(times), speedup: null, copying: 0, switches }];
  });
}

const speedupOf = (alone: number, { median, low, high }: Spread, ideal: number) => ({
  median: alone / median,
  low: alone / high,
  high: alone / low,
  ideal,
});
