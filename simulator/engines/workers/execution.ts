import type { ModelExecution } from '../model/execution.ts';

/** A run of real threads. */
export interface WorkersExecution extends ModelExecution {
  /** `turns`: they took turns as the schedule says; `free`: they ran as they could, and no schedule makes it again. */
  readonly real: 'turns' | 'free';
  /** Events that are missing at the end of the trace. */
  readonly missing: number;
}

/** The run is one of real threads. */
export const isReal = (run: ModelExecution): run is WorkersExecution => 'real' in run;

/** Nobody directed it. */
export const isFree = (run: ModelExecution): run is WorkersExecution => isReal(run) && run.real === 'free';
