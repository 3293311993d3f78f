import { RuntimeError, ValueError } from '../../threads/errors.ts';
import { clock, waitFor } from '../../threads/steps.ts';
import { during } from '../waits.ts';
import { shareable } from '../packed-value.ts';

const FREE = 0;
const HELD = 1;
/** Held, and a thread waits for it. */
const CONTENDED = 2;

type Word = Int32Array<SharedArrayBuffer>;
const word = (buffer?: SharedArrayBuffer): Word => new Int32Array(buffer ?? new SharedArrayBuffer(4));

/** `threading.Lock`. As there, it has no owner: any thread may release it. */
export class Lock {
  readonly #word: Word;

  /** @param buffer Of a lock that another thread has made. */
  constructor(buffer?: SharedArrayBuffer) {
    this.#word = word(buffer);
    shareLock(this, this.#word.buffer);
  }

  acquire(blocking = true, timeout = -1): boolean {
    if (!blocking && timeout !== -1) throw new ValueError("can't specify a timeout for a non-blocking call");
    if (timeout < 0 && timeout !== -1) throw new ValueError('timeout value must be a non-negative number');
    if (Atomics.compareExchange(this.#word, 0, FREE, HELD) === FREE) return true;
    if (!blocking) return false;
    const deadline = timeout < 0 ? Infinity : performance.now() + timeout * 1000;
    return during('Lock.acquire', () => {
      while (Atomics.exchange(this.#word, 0, CONTENDED) !== FREE) {
        if (deadline <= performance.now()) return false;
        Atomics.wait(this.#word, 0, CONTENDED, deadline - performance.now());
      }
      return true;
    });
  }

  release(): void {
    const was = Atomics.exchange(this.#word, 0, FREE);
    if (was === FREE) throw new RuntimeError('release unlocked lock');
    if (was === CONTENDED) Atomics.notify(this.#word, 0, 1);
  }

  locked(): boolean {
    return Atomics.load(this.#word, 0) !== FREE;
  }
}

/** `threading.Event`: it is set while its word is odd. */
export class Event {
  readonly #word: Word;

  /** @param buffer Of an event that another thread has made. */
  constructor(buffer?: SharedArrayBuffer) {
    this.#word = word(buffer);
    shareEvent(this, this.#word.buffer);
  }

  isSet(): boolean {
    return isOdd(Atomics.load(this.#word, 0));
  }

  set(): void {
    this.#change(false);
    Atomics.notify(this.#word, 0);
  }

  clear(): void {
    this.#change(true);
  }

  /** A thread that waited when it was set comes back with true, even if it has been cleared since. */
  wait(timeout: number | null = null): boolean {
    const value = Atomics.load(this.#word, 0);
    if (isOdd(value)) return true;
    const deadline = timeout === null ? Infinity : clock() + timeout;
    return during('Event.wait', () => waitFor({ words: this.#word, at: 0, value, deadline }));
  }

  /** Counts on, if it is set or not. So the word of a waiting thread never comes round to the same value. */
  #change(isSet: boolean): void {
    for (;;) {
      const value = Atomics.load(this.#word, 0);
      if (isOdd(value) !== isSet || Atomics.compareExchange(this.#word, 0, value, (value + 1) | 0) === value) return;
    }
  }
}

const isOdd = (value: number): boolean => (value & 1) === 1;

const shareLock = shareable('Lock', (buffer: SharedArrayBuffer) => new Lock(buffer));
const shareEvent = shareable('Event', (buffer: SharedArrayBuffer) => new Event(buffer));
