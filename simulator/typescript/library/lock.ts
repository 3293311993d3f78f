import { RuntimeError, ValueError } from '../../threads/errors.ts';
import { shareable } from '../parcel.ts';

const FREE = 0;
const HELD = 1;
/** Held, and somebody waits for it. */
const CONTENDED = 2;

type Word = Int32Array<SharedArrayBuffer>;
const word = (buffer?: SharedArrayBuffer): Word => new Int32Array(buffer ?? new SharedArrayBuffer(4));

/** `threading.Lock`. As there, it belongs to nobody: any thread may release it. */
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
    const until = timeout < 0 ? Infinity : performance.now() + timeout * 1000;
    while (Atomics.exchange(this.#word, 0, CONTENDED) !== FREE) {
      if (until <= performance.now()) return false;
      Atomics.wait(this.#word, 0, CONTENDED, until - performance.now());
    }
    return true;
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

/** `threading.Event`. */
export class Event {
  readonly #word: Word;

  /** @param buffer Of an event that another thread has made. */
  constructor(buffer?: SharedArrayBuffer) {
    this.#word = word(buffer);
    shareEvent(this, this.#word.buffer);
  }

  isSet(): boolean {
    return Atomics.load(this.#word, 0) === 1;
  }

  set(): void {
    Atomics.store(this.#word, 0, 1);
    Atomics.notify(this.#word, 0);
  }

  clear(): void {
    Atomics.store(this.#word, 0, 0);
  }

  /** Who is woken by `set()` comes back with true, even if somebody has cleared it since. */
  wait(timeout: number | null = null): boolean {
    if (this.isSet()) return true;
    return Atomics.wait(this.#word, 0, 0, timeout === null ? Infinity : timeout * 1000) !== 'timed-out';
  }
}

const shareLock = shareable('Lock', (buffer: SharedArrayBuffer) => new Lock(buffer));
const shareEvent = shareable('Event', (buffer: SharedArrayBuffer) => new Event(buffer));
