/** Threads that a run on real ones may have. */
export const MOST_THREADS = 120;

/** The scenario has more threads than real ones are started for. */
export class TooManyThreads extends Error {
  override name = 'TooManyThreads';
  readonly threads: number;

  constructor(threads: number) {
    super(`${threads} threads`);
    this.threads = threads;
  }
}
