import type { PythonTake } from '../../simulator/engines/python/analysis/execution.ts';
import type Stepper from './Stepper.svelte';

/** A run on the stage. */
export interface Stepping {
  take: PythonTake;
  /** Steps that are shown first. */
  steps: number;
  /** What there is to see in it; '': nothing in particular. */
  why: string;
  /** Fetched with the first run that is stepped. */
  Stepper: typeof Stepper;
}
