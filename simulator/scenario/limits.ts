/** Bounds of a scenario's numbers, so that a run ends within the patience of a learner. Times in seconds. */
export const LIMITS = {
  workers: [1, 999],
  jobs: [0, 100_000],
  duration: [0, 3600],
  size: [0, 100_000],
  poll_timeout: [0.001, 3600],
  statements: [0, 1000],
  threads: [1, 20],
  /** Statements of all threads together: the form and the listing show each of them. */
  calls: [0, 2000],
  /** Threads of all kinds together, and all workers that the scripts make. */
  made: [1, 2000],
} as const satisfies Record<string, readonly [number, number]>;
