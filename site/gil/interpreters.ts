/** What a script measured on real interpreters. Times in seconds. */
export interface Recorded {
  readonly date: string;
  readonly machine: string;
  /** The path of the script in this project. */
  readonly script: string;
  readonly interpreters: readonly {
    readonly name: string;
    readonly version: string;
    readonly gil: boolean;
    readonly results: readonly {
      readonly work: 'cpu' | 'io';
      readonly with: 'threads' | 'processes';
      readonly workers: number;
      readonly median: number;
      readonly low: number;
      readonly high: number;
      readonly runs: number;
      /** Against one worker. */
      readonly speedup: number;
    }[];
  }[];
  /** Interpreters that there was none of to run. */
  readonly notRun: readonly string[];
}
