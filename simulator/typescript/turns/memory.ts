import { CACHE_LINE } from '../../threads/monitor.ts';

/** Requests of a thread that ends its turn. */
export const OP = {
  /** Others may take a turn here: an access to shared memory follows. */
  point: 0,
  /** It waits for a word: until a notify, or its deadline. */
  wait: 1,
  /** It wakes threads that wait for a word. */
  notify: 2,
  /** It has started a thread. */
  start: 3,
  over: 4,
} as const;

/**
 * Words of a thread's own cache line. The thread waits at `turn`, and the director at `back`, which counts the ends of turns.
 * Its arrival is the first of them.
 */
const OWN = { turn: 0, op: 1, first: 2, second: 3, result: 4, back: 5 } as const;

/** A thread has its turn. It waits while the word is another. */
export const TURN = 1;
/** The word that counts shared buffers. */
const BUFFERS = 0;
/** Threads that a run can make: more than can be alive at once. */
const MOST_MADE = 1000;

/** Buffers of a run in turns, sent to each of its threads. */
export interface TurnsHandle {
  readonly words: SharedArrayBuffer;
  /** The virtual clock, and each thread's deadline, in seconds. */
  readonly floats: SharedArrayBuffer;
  /** Threads tell where each of their turns ends. */
  readonly records?: boolean;
}

/** The end of a turn, as the thread tells it to a page that records the run. */
export interface TurnNote {
  /** The operation that follows, such as `Lock.acquire` or `Atomics.add`. */
  readonly what: string;
  /** The place where the program does it: a stack of compiled code. */
  readonly stack: string;
  /** Output of the turn. */
  readonly printed: readonly { readonly text: string; readonly stderr: boolean }[];
  /** Its function has come to its end. */
  readonly ended: boolean;
}

/** Memory through which a director gives turns to the threads of a program. Only one of them runs at a time. */
export class TurnsMemory {
  readonly handle: TurnsHandle;
  readonly words: Int32Array<SharedArrayBuffer>;
  private readonly floats: Float64Array<SharedArrayBuffer>;

  constructor(
    handle: TurnsHandle = {
      words: new SharedArrayBuffer((MOST_MADE + 2) * CACHE_LINE * Int32Array.BYTES_PER_ELEMENT),
      floats: new SharedArrayBuffer((MOST_MADE + 2) * Float64Array.BYTES_PER_ELEMENT),
    },
  ) {
    this.handle = handle;
    this.words = new Int32Array(handle.words);
    this.floats = new Float64Array(handle.floats);
  }

  /** Tells whether there is memory for this thread. */
  has(thread: number): boolean {
    return thread >= 0 && thread <= MOST_MADE;
  }

  /** Index of a word of a thread's own. */
  at(thread: number, name: keyof typeof OWN): number {
    return (1 + thread) * CACHE_LINE + OWN[name];
  }

  /** A number for one more buffer. */
  countBuffer(add: typeof Atomics.add): number {
    return add(this.words, BUFFERS, 1);
  }

  get now(): number {
    return this.floats[0]!;
  }

  set now(seconds: number) {
    this.floats[0] = seconds;
  }

  deadlineOf(thread: number): number {
    return this.floats[1 + thread]!;
  }

  setDeadline(thread: number, seconds: number): void {
    this.floats[1 + thread] = seconds;
  }
}
