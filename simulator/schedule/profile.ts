import { locationOf, MODE, modeOf, type RunSteps } from './access.ts';

/** Counts of steps and accesses, from earlier runs of a program. */
export interface Profile {
  /** Steps of each thread. */
  readonly steps: readonly number[];
  /** Location to its accesses by each thread: those that two threads at least touch, one of them writing. */
  readonly at: ReadonlyMap<number, readonly number[]>;
  /** The thread that starts each. */
  readonly parent: readonly number[];
}

/** The mean of some runs. */
export function profileOf(runs: readonly RunSteps[]): Profile {
  const steps: number[] = [];
  const parent: number[] = [];
  const at = new Map<number, number[]>();
  const written = new Set<number>();
  for (const run of runs)
    for (const { thread, ahead, spawned } of run.steps) {
      steps[thread] = (steps[thread] ?? 0) + 1 / runs.length;
      for (const child of spawned) parent[child] = thread;
      const touched = ahead.filter((access) => modeOf(access) !== MODE.give);
      for (const access of touched) if (modeOf(access) !== MODE.read) written.add(locationOf(access));
      for (const location of new Set(touched.map(locationOf))) {
        let counts = at.get(location);
        if (!counts) at.set(location, (counts = []));
        counts[thread] = (counts[thread] ?? 0) + 1 / runs.length;
      }
    }
  const threads = Math.max(steps.length, parent.length);
  const filled = (counts: readonly (number | undefined)[], otherwise: number) =>
    Array.from({ length: threads }, (_, thread) => counts[thread] ?? otherwise);
  for (const [location, counts] of at)
    if (!written.has(location) || counts.filter((count) => count > 0).length < 2) at.delete(location);
    else at.set(location, filled(counts, 0).map(Math.round));
  return { steps: filled(steps, 0), at, parent: filled(parent, 0) };
}

/** Counts down what each thread has left to do. What a thread does that is not born yet is its parent's. */
export class Weights {
  private readonly left: number[];
  private readonly parent: readonly number[];
  private readonly born = new Set([0]);

  constructor(counts: readonly number[], parent: readonly number[]) {
    this.left = [...counts];
    this.parent = parent;
  }

  see(threads: readonly number[]): void {
    for (const thread of threads) this.born.add(thread);
  }

  of(thread: number): number {
    let sum = this.left[thread] ?? 0;
    for (let child = 1; child < this.parent.length; child++)
      if (child !== thread && this.parent[child] === thread && !this.born.has(child)) sum += this.of(child);
    return sum;
  }

  took(thread: number): void {
    if ((this.left[thread] ?? 0) > 0) this.left[thread]!--;
  }
}

/** One of the threads, each as likely as `weigh` says; all alike where it says nothing. */
export function drawThread(threads: readonly number[], weigh: (thread: number) => number, draw: () => number): number {
  const weights = threads.map(weigh);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return threads[Math.floor(draw() * threads.length)]!;
  let at = draw() * sum;
  return threads.find((_, n) => (at -= weights[n]!) < 0) ?? threads.at(-1)!;
}
