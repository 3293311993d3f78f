import type { PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import type Stepper from './Stepper.svelte';

/** A run on the stage. */
export interface Stepping {
  execution: PythonExecution;
  /** Steps that are shown first. */
  steps: number;
  /** The point to see in it; '' if there is none. */
  why: string;
  /** Fetched with the first run that is stepped. */
  Stepper: typeof Stepper;
}
