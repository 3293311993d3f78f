import type { LabResult } from './lab.ts';
import type { Measured, Settings } from './measure.ts';
import type { LabMemory } from './memory.ts';

/** From the page to the lab's main thread. */
export interface ToLab {
  readonly type: 'measure' | 'convoy';
  readonly settings: Settings;
  /** Null: none can be shared. */
  readonly memory: LabMemory | null;
  readonly fetchUrl: string;
}

/** A failure of a measurement: a worker that breaks, no service worker for `fetch`, or anything else. */
export type Failure = 'worker' | 'service-worker' | 'unanswered' | 'other';

/** A run that is about to begin, or is over. */
export interface Step {
  readonly mode: Measured['mode'];
  readonly workers: number;
  /** The number of the run, from 1, and of how many. */
  readonly number: number;
  readonly of: number;
}

export type FromLab =
  /** Workers start, and each mode runs once so that all code is compiled. */
  | { readonly type: 'warming' }
  /** `at`: on the lanes' clock. */
  | { readonly type: 'begin'; readonly step: Step; readonly at: number }
  | {
      readonly type: 'ran';
      readonly step: Step;
      readonly result: Measured['result'] & Pick<LabResult, 'begun' | 'whole' | 'lanes' | 'main'>;
    }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly failure: Failure; readonly detail: string };
