import { IN_VAIN, RESUMED, WAIT_WORD, WOKEN, type Wait } from './protocol.ts';

/** Milliseconds after which a wait is told where others were not long ago: most are over before. */
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

type Words = Wait['words'];

/** Words of a thread whose waits are told. */
export interface ToldThread {
  /** The thread's own. */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** The program's, see {@link WOKEN}. */
  readonly program: Int32Array<SharedArrayBuffer>;
  /** The memory through which it prints. There the page waits too, and does not count. */
  readonly pages: SharedArrayBuffer;
}

/**
 * From now on, this thread reports its long waits without a timeout, and marks each while it lasts. The page can prove a
 * deadlock by that: all threads sleep, and none is left that could change a word. Which threads are awake is counted: one
 * that was woken may have no processor for long.
 * @param framesOf The learner's frames of a stack.
 */
export function tellWaits(
  { state, program, pages }: ToldThread,
  tell: (wait: Wait) => void,
  framesOf: (stack: string) => string,
): void {
  const { wait, waitAsync, notify, store, add } = Atomics;
  let serial = 0;
  let lastTold = -Infinity;
  const resumed = (words: Words, ended: string) => {
    if (ended === 'ok' && words.buffer !== pages) add(program, RESUMED, 1);
    return ended;
  };
  const told = (words: Words, at: number, value: number | bigint, timeout?: number) => {
    const plain = (milliseconds: number | undefined) =>
      wait(words as Int32Array<SharedArrayBuffer>, at, value as number, milliseconds);
    const isWords = words instanceof Int32Array || words instanceof BigInt64Array;
    if (!isWords || (timeout !== undefined && Number(timeout) < Infinity)) {
      const begun = performance.now();
      const ended = plain(timeout);
      if (ended === 'timed-out') add(state, IN_VAIN, Math.round(performance.now() - begun));
      return resumed(words, ended);
    }
    // What is told in between is short: a notify that comes then, and stores nothing, is lost.
    const soon = plain(performance.now() - lastTold < PATIENCE ? PATIENCE : 0);
    if (soon !== 'timed-out') return resumed(words, soon);
    serial++;
    // Marked first: the page looks once, when it is told. From here on this thread changes nothing until it wakes.
    store(state, WAIT_WORD, serial);
    const held = words instanceof Int32Array ? Number(value) | 0 : BigInt.asIntN(64, value as bigint);
    tell({ serial, words, at: Number(at), value: held, call: inside, stack: framesOf(String(new Error().stack)) });
    lastTold = performance.now();
    const woken = plain(Infinity);
    store(state, WAIT_WORD, 0);
    return resumed(words, woken);
  };
  Atomics.wait = told as typeof Atomics.wait;
  Atomics.notify = ((words: Int32Array<SharedArrayBuffer>, at: number, most?: number) => {
    const woken = notify(words, at, most);
    if (woken > 0 && words.buffer !== pages) add(program, WOKEN, woken);
    return woken;
  }) as typeof Atomics.notify;
  // Some browsers have none.
  if (waitAsync as unknown)
    Atomics.waitAsync = ((words: Int32Array<SharedArrayBuffer>, at: number, value: number, timeout?: number) => {
      const begun = waitAsync(words, at, value, timeout);
      if (begun.async) void begun.value.then((ended) => resumed(words, ended));
      return begun;
    }) as typeof Atomics.waitAsync;
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
export function allSleep(
  threads: readonly { wait: Wait | null; state: SharedArrayBuffer }[],
  program: Int32Array<SharedArrayBuffer>,
): boolean {
  const asleep = () =>
    threads.every(({ wait, state }) => {
      if (!wait || Atomics.load(new Int32Array(state), WAIT_WORD) !== wait.serial) return false;
      return Atomics.load(wait.words as Int32Array, wait.at) === wait.value;
    });
  // In this order: one that goes on in between is seen.
  const goneOn = () => Atomics.load(program, RESUMED) === Atomics.load(program, WOKEN);
  return threads.length > 0 && asleep() && goneOn() && asleep();
}
