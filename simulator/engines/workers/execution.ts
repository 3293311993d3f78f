import type { ModelExecution } from '../model/execution.ts';

/** A run of real threads. */
export interface WorkersExecution extends ModelExecution {
  /** `scheduled`: one thread at a time, as the schedule says; `uncontrolled`: all at once, so no schedule repeats the run. */
  readonly real: 'scheduled' | 'uncontrolled';
  /** Events that are missing at the end of the trace. */
  readonly missing: number;
}

/** Tells whether an execution is one of real threads. */
export const isReal = (run: ModelExecution): run is WorkersExecution => 'real' in run;

/** Tells whether real threads ran without a schedule. */
export const isUncontrolled = (run: ModelExecution): run is WorkersExecution =>
  isReal(run) && run.real === 'uncontrolled';
