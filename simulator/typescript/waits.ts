import { IN_VAIN, WAIT_WORD, type Wait } from './protocol.ts';

/** Milliseconds after which a wait is told: most are over before. */
const PATIENCE = 100;

let inside = 'Atomics.wait';
let begin: (call: string) => void = () => {};
let nest: (change: 1 | -1) => void = () => {};

/** Sets what happens before each call of the library that may wait, and how deep such calls are nested. */
export function onCall(before: (call: string) => void, depth: (change: 1 | -1) => void): void {
  begin = before;
  nest = depth;
}

/** The call of the library that the thread is in, or its own wait. */
export const doing = (): string => inside;

/** Does what may wait, under the name of the call that the program made. */
export function during<T>(call: string, work: () => T): T {
  const before = inside;
  begin(call);
  inside = call;
  nest(1);
  try {
    return work();
  } finally {
    nest(-1);
    inside = before;
  }
}

/**
 * From now on, this thread reports every long wait without a timeout, and marks it while it lasts. The page can prove a
 * deadlock by that: all threads sleep, and none is left that could change a word.
 * @param state The thread's own words. @param framesOf The learner's frames of a stack.
 */
export function tellWaits(
  state: Int32Array<SharedArrayBuffer>,
  tell: (wait: Wait) => void,
  framesOf: (stack: string) => string,
): void {
  const { wait, store, add } = Atomics;
  let serial = 0;
  const told = (words: Int32Array<SharedArrayBuffer>, at: number, value: number, timeout = Infinity) => {
    if (!(words instanceof Int32Array) || timeout !== Infinity) {
      const begun = performance.now();
      const ended = wait(words, at, value, timeout);
      if (ended === 'timed-out') add(state, IN_VAIN, Math.round(performance.now() - begun));
      return ended;
    }
    const soon = wait(words, at, value, PATIENCE);
    if (soon !== 'timed-out') return soon;
    serial++;
    // Marked first: the page looks once, when it is told. From here on this thread changes nothing until it wakes.
    store(state, WAIT_WORD, serial);
    tell({ serial, words, at: Number(at), value: value | 0, call: inside, stack: framesOf(String(new Error().stack)) });
    const woken = wait(words, at, value);
    store(state, WAIT_WORD, 0);
    return woken;
  };
  Atomics.wait = told as typeof Atomics.wait;
}

/** State of a thread's waits at one moment: {@link IN_VAIN} and {@link WAIT_WORD}. */
export interface WaitSample {
  readonly inVain: number;
  readonly asleep: number;
}

export const sampleWaits = (state: SharedArrayBuffer): WaitSample => {
  const words = new Int32Array(state);
  return { inVain: Atomics.load(words, IN_VAIN), asleep: Atomics.load(words, WAIT_WORD) };
};

/** Tells whether a thread has done nearly nothing but wait in vain between two samples, so many milliseconds apart. */
export const hasPolled = (before: WaitSample, now: WaitSample, milliseconds: number): boolean =>
  now.inVain - before.inVain >= 0.9 * milliseconds || (now.asleep !== 0 && now.asleep === before.asleep);

/** All of these threads sleep, each at a word that has not changed. Looked at twice: in between, all of them slept. */
export function allSleep(threads: readonly { wait: Wait | null; state: SharedArrayBuffer }[]): boolean {
  const asleep = () =>
    threads.every(({ wait, state }) => {
      if (!wait || Atomics.load(new Int32Array(state), WAIT_WORD) !== wait.serial) return false;
      return Atomics.load(wait.words, wait.at) === wait.value;
    });
  return threads.length > 0 && asleep() && asleep();
}
