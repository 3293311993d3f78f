import type { ErrorName } from '../trace/events.ts';

/** Jobs in a row that are alike. Times in seconds. */
export interface JobSpec {
  /** How many of them; 1 if left out. */
  count?: number;
  /** How long the job sleeps. */
  duration: number;
  /** The exception the job raises at its end. */
  raises?: ErrorName;
  /** Its `requestID` if it is not its own; two requests may share one, as in the package. */
  requestID?: number;
  /** makeRequests is given an unhashable requestID: TypeError. */
  unhashable?: boolean;
  /** What the callback does; left out: there is none. */
  callback?: 'returns' | 'raises';
  /** What the exception callback does; left out: the package's own, which prints the traceback. null: none. */
  exc_callback?: 'returns' | 'raises' | null;
}

interface Common {
  /** Exceptions the script catches around this call. */
  catch?: ErrorName[];
}
/** One line of a thread's script. Arguments have Python's names and defaults; times in seconds. */
export type Statement = Common &
  (
    | { call: 'sleep'; seconds: number }
    // WorkManager
    | { call: 'WorkManager' }
    /** `duration`: left out, that of the last job. */
    | { call: 'add_job'; duration?: number; raises?: ErrorName }
    | { call: 'wait_allcomplete' }
    // ThreadPool
    | { call: 'ThreadPool' }
    | { call: 'makeRequests' }
    /** `requests`: [from, to), as a for loop over them; left out: all. */
    | { call: 'putRequest'; requests?: [from: number, to: number]; block?: boolean; timeout?: number | null }
    | { call: 'poll'; block?: boolean }
    | { call: 'wait' }
    | { call: 'createWorkers'; num_workers: number; poll_timeout?: number }
    | { call: 'dismissWorkers'; num_workers: number; do_join?: boolean }
    | { call: 'joinAllDismissedWorkers' }
    // queue.Queue
    | { call: 'put'; block?: boolean; timeout?: number | null }
    | { call: 'get'; block?: boolean; timeout?: number | null }
    | { call: 'task_done' }
    | { call: 'join' }
  );

export type PoolSpec =
  | { kind: 'Queue'; maxsize: number }
  /** work_num is the number of jobs of the scenario. */
  | { kind: 'WorkManager'; thread_num: number }
  | { kind: 'ThreadPool'; num_workers: number; q_size: number; resq_size: number; poll_timeout: number };

/** A pool, its jobs, and what each thread does: all an engine needs, as plain data. */
export interface Scenario {
  pool: PoolSpec;
  jobs: JobSpec[];
  /** The first is main. The others are threads of the program, started before main's first statement. */
  threads: { name: string; script: Statement[] }[];
}

/** One job, after counts are spread out. */
export type Job = Required<Pick<JobSpec, 'duration' | 'exc_callback'>> & {
  raises: ErrorName | null;
  /** Its key in `workRequests`: two requests with the same key are one entry. */
  key: number;
  unhashable: boolean;
  callback: 'returns' | 'raises' | null;
};

/** The i-th job of the scenario is its request i. */
export function jobsOf(scenario: Scenario): Job[] {
  return scenario.jobs
    .flatMap(({ count = 1, ...spec }) => Array.from({ length: count }, () => spec))
    .map((spec, item) => ({
      duration: spec.duration,
      raises: spec.raises ?? null,
      key: keyOf(spec.requestID, item),
      unhashable: spec.unhashable ?? false,
      callback: spec.callback ?? null,
      exc_callback: spec.exc_callback === undefined ? 'returns' : spec.exc_callback,
    }));
}

/** `requestID` is hash(requestID), in which -1 is -2 (Objects/object.c), or else id(self), which is nobody else's. */
export function keyOf(requestID: number | undefined, item: number): number {
  if (requestID === undefined) return 2 ** 32 + item;
  return requestID === -1 ? -2 : requestID;
}

/** How many requests the scenario has before its scripts add any. */
export const jobCount = ({ jobs }: Scenario): number => jobs.reduce((sum, { count = 1 }) => sum + count, 0);
