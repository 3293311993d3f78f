/** Seconds since some moment. */
export type Clock = () => number;

/** The clock of a thread. Two threads' clocks do not begin at the same moment: deadlines stay where they were made. */
export const clock: Clock = () => performance.now() / 1000;

/** A word in shared memory that somebody waits for: it goes on when the word is no longer `value`, or at `until`. */
export interface Pause {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly at: number;
  readonly value: number;
  /** Seconds on the {@link clock}; Infinity: for ever. */
  readonly until: number;
}

/**
 * What a thread does, with the places where it may have to wait. Written once, and driven in either way: {@link blocking} in a
 * worker, {@link awaiting} on a page, which may not block. Whoever comes back from a pause looks again: it may be too early.
 */
export type Steps<T> = Generator<Pause, T, void>;

/** Does it at once, and blocks the thread where it has to wait. @throws TypeError on a thread that may not block. */
export function blocking<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    const { words, at, value, until } = next.value;
    Atomics.wait(words, at, value, (until - clock()) * 1000);
  }
}

/** Does it, and lets the thread do other things while it has to wait. */
export async function awaiting<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    const { words, at, value, until } = next.value;
    const pause = Atomics.waitAsync(words, at, value, Math.max(0, (until - clock()) * 1000));
    if (pause.async) await pause.value;
  }
}
