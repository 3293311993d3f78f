import { CACHE_LINE, Monitor, type MonitorSize } from '../threads/monitor.ts';
import { blocking, clock, type Steps } from '../threads/steps.ts';

/** Conditions of the lock's mutex. CPython has a second mutex for the second; one serves both here. */
const FREED = 0;
const SWITCHED = 1;

/** Cache lines of the lock's own words; the monitor's follow. */
const EVAL_BREAKER = 0;
const LOCKED = 1;
const LAST_HOLDER = 2;
const SWITCH_NUMBER = 3;
const OWN = 4;

/** Bits of the eval breaker: all that a thread looks at between two bytecodes. */
const DROP_REQUEST = 1;
const STOP = 2;

const NOBODY = -1;

/** The run was stopped from outside: a thread that checks the eval breaker leaves with this. */
export class Stopped extends Error {
  override name = 'Stopped';
}

const sizeOf = (threads: number): MonitorSize => ({ conditions: 2, waiters: threads });

/**
 * CPython's global interpreter lock (Python/ceval_gil.c) in shared memory. A waiting thread asks the holder to drop it when
 * there was no switch for a whole interval; the holder, when it drops it because of that, waits until another has it.
 */
export class Gil {
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly monitor: Monitor;
  private readonly me: number;
  /** Seconds. */
  private readonly interval: number;

  /**
   * @param me The thread's number, not negative.
   * @param interval `sys.setswitchinterval`, but in milliseconds.
   */
  constructor(memory: SharedArrayBuffer, threads: number, me: number, interval: number) {
    this.words = new Int32Array(memory);
    this.monitor = new Monitor(this.words, OWN * CACHE_LINE, sizeOf(threads), me);
    this.me = me;
    this.interval = interval / 1000;
  }

  /** Creates the memory of a lock that is free. */
  static create(threads: number): SharedArrayBuffer {
    const size = sizeOf(threads);
    const memory = new SharedArrayBuffer((OWN * CACHE_LINE + Monitor.words(size)) * Int32Array.BYTES_PER_ELEMENT);
    const words = new Int32Array(memory);
    words[LAST_HOLDER * CACHE_LINE] = NOBODY;
    Monitor.prepare(words, OWN * CACHE_LINE, size);
    return memory;
  }

  /** Has every thread that looks at its eval breaker from now on leave with {@link Stopped}. */
  static stop(memory: SharedArrayBuffer): void {
    Atomics.or(new Int32Array(memory), EVAL_BREAKER * CACHE_LINE, STOP);
  }

  /** Counts how often another thread than the last has got it, since the memory was made. */
  static switches(memory: SharedArrayBuffer): number {
    return Atomics.load(new Int32Array(memory), SWITCH_NUMBER * CACHE_LINE);
  }

  /** Something waits to be looked at: a drop request, or a stop. The only cost of an undisturbed bytecode. */
  get broken(): boolean {
    return Atomics.load(this.words, EVAL_BREAKER * CACHE_LINE) !== 0;
  }

  get dropRequested(): boolean {
    return (Atomics.load(this.words, EVAL_BREAKER * CACHE_LINE) & DROP_REQUEST) !== 0;
  }

  get stopped(): boolean {
    return (Atomics.load(this.words, EVAL_BREAKER * CACHE_LINE) & STOP) !== 0;
  }

  /** `take_gil`: blocks until this thread holds it. @throws Stopped */
  take(): void {
    blocking(this.taking());
  }

  /** `drop_gil`: gives it up; after a drop request, blocks until another thread has had it. @throws Stopped */
  drop(): void {
    blocking(this.dropping());
  }

  private *taking(): Steps<void> {
    const { words, monitor, interval } = this;
    yield* monitor.acquire();
    try {
      while (words[LOCKED * CACHE_LINE] === 1) {
        const saved = words[SWITCH_NUMBER * CACHE_LINE];
        const freed = yield* monitor.wait(FREED, clock() + interval);
        if (this.stopped) throw new Stopped();
        if (!freed && words[LOCKED * CACHE_LINE] === 1 && words[SWITCH_NUMBER * CACHE_LINE] === saved)
          Atomics.or(words, EVAL_BREAKER * CACHE_LINE, DROP_REQUEST);
      }
      words[LOCKED * CACHE_LINE] = 1;
      if (words[LAST_HOLDER * CACHE_LINE] !== this.me) {
        words[LAST_HOLDER * CACHE_LINE] = this.me;
        Atomics.add(words, SWITCH_NUMBER * CACHE_LINE, 1);
      }
      Atomics.and(words, EVAL_BREAKER * CACHE_LINE, ~DROP_REQUEST);
      monitor.notify(SWITCHED);
    } finally {
      monitor.release();
    }
  }

  private *dropping(): Steps<void> {
    const { words, monitor, me } = this;
    yield* monitor.acquire();
    try {
      words[LAST_HOLDER * CACHE_LINE] = me;
      words[LOCKED * CACHE_LINE] = 0;
      monitor.notify(FREED);
      if (!this.dropRequested) return;
      Atomics.and(words, EVAL_BREAKER * CACHE_LINE, ~DROP_REQUEST);
      while (words[LAST_HOLDER * CACHE_LINE] === me) {
        yield* monitor.wait(SWITCHED, clock() + PATIENCE);
        if (this.stopped) throw new Stopped();
      }
    } finally {
      monitor.release();
    }
  }
}

/** Seconds after which a thread that waits for a switch looks whether the run was stopped. */
const PATIENCE = 0.05;
