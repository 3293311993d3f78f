/** Seconds since some moment. */
export type Clock = () => number;

/** The clock of a thread. Two threads' clocks do not begin at the same moment: deadlines stay where they were made. */
export const clock: Clock = () => performance.now() / 1000;

/** A word in shared memory that a thread waits for. It goes on when the word is no longer `value`, or at `deadline`. */
export interface Pause {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly at: number;
  readonly value: number;
  /** Seconds on the {@link clock}; Infinity: for ever. */
  readonly deadline: number;
}

/**
 * Steps of a thread, which yield wherever it may have to wait. {@link blocking} drives them in a worker, {@link awaiting} on
 * a page, which may not block. A pause ends only when the word has changed or its deadline has passed.
 */
export type Steps<T> = Generator<Pause, T, void>;

/** Does it at once, and blocks the thread where it has to wait. @throws TypeError on a thread that may not block. */
export function blocking<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    waitFor(next.value);
  }
}

/**
 * Blocks the thread until the word has another value. False: it still has this one at `deadline`. It checks again after each
 * wake-up, because a late notify may belong to an earlier wait for the same word.
 * @param now The clock that `deadline` is on. @param look Called before each sleep; what it throws ends the wait.
 */
export function waitFor(
  { words, at, value, deadline }: Pause,
  now: Clock = clock,
  look: () => void = () => {},
): boolean {
  for (;;) {
    if (Atomics.load(words, at) !== value) return true;
    look();
    const left = deadline - now();
    if (left <= 0) return false;
    Atomics.wait(words, at, value, left * 1000);
  }
}

/** Does it, and lets the thread do other things while it has to wait. */
export async function awaiting<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    const { words, at, value, deadline } = next.value;
    // Looks again after each wake-up, as `waitFor` does.
    while (Atomics.load(words, at) === value) {
      const left = deadline - clock();
      if (left <= 0) break;
      const pause = Atomics.waitAsync(words, at, value, left * 1000);
      if (pause.async) await pause.value;
    }
  }
}
