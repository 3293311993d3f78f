import type { ErrorName } from '../trace/events.ts';
import type { ScenarioOutput } from './schema.ts';

/** A pool, its jobs, and what each thread does: all an engine needs, as plain data. */
export type Scenario = ScenarioOutput;
export type PoolSpec = Scenario['pool'];
/** Jobs in a row that are alike. Times in seconds. */
export type JobSpec = Scenario['jobs'][number];
/** One line of a thread's script. Arguments have Python's names and defaults; times in seconds. */
export type Statement = Scenario['threads'][number]['script'][number];

/** One job, after counts are spread out. */
export type ScenarioJob = Required<Pick<JobSpec, 'duration' | 'exc_callback'>> & {
  raises: ErrorName | null;
  /** Its key in `workRequests`: two requests with the same key are one entry. */
  key: number;
  unhashable: boolean;
  callback: 'returns' | 'raises' | null;
};

/** The i-th job of the scenario is its request i. */
export function jobsOf(scenario: Scenario): ScenarioJob[] {
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

/** `requestID` is hash(requestID), in which -1 is -2 (Objects/object.c), or else id(self), which no other request has. */
export function keyOf(requestID: number | undefined, item: number): number {
  if (requestID === undefined) return 2 ** 32 + item;
  return requestID === -1 ? -2 : requestID;
}

/** Counts the requests that the scenario has before its scripts add any. */
export const jobCount = ({ jobs }: Scenario): number => jobs.reduce((sum, { count = 1 }) => sum + count, 0);
