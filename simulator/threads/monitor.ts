import type { Steps } from './steps.ts';

/** Int32 words in 64 bytes, a line of the processor's cache: what different threads write to is kept on different ones. */
export const CACHE_LINE = 16;

const FREE = 0;
/** A bit beside twice the holder's number and one more: a thread waits for it. */
const CONTENDED = 1;
/** Looks at the mutex before a thread waits for it. */
const SPINS = 64;

const NONE = -1;
const NOTIFIED = 0;
const WAITING = 1;

/** Lines of a monitor before those of its conditions. */
const MUTEX = 0;
const UNUSED = 1;
const FIRST = 2;
/** Words of a condition's wait queue: the first and the last that wait on it. */
const HEAD = 0;
const TAIL = 1;
/** Words of a waiter. */
const STATE = 0;
const NEXT = 1;
const OWNER = 2;
const CONDITION = 3;

export interface MonitorSize {
  readonly conditions: number;
  readonly waiters: number;
}

/**
 * A mutex and its conditions, in shared memory: `threading.Condition` three times on one lock, as in CPython's `queue.py`. A
 * waiter has a word of its own in its condition's wait queue. It leaves the queue when it is notified, or takes itself out
 * with the mutex (Lib/threading.py, `Condition.wait`). So a notify wakes exactly whom it has chosen, in the order they came.
 */
export class Monitor {
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly base: number;
  private readonly me: number;
  private readonly first: number;
  private readonly waiters: number;
  /** The mutex while this thread has it. */
  private readonly held: number;
  private readonly ended: () => boolean;
  /** Chosen by a notify, and woken when the mutex is free. */
  private readonly chosen: number[] = [];

  /**
   * @param base The word at which the monitor's own begin.
   * @param waiters Threads, or promises of one thread, that can wait at the same time.
   * @param me A number of the thread's own, not negative, for {@link forget}.
   * @param ended The thread was ended from outside, and has not noticed yet: a browser may let it run on for seconds. From
   *   then on it changes nothing: it gives the mutex back at once, and blocks.
   */
  constructor(
    words: Int32Array<SharedArrayBuffer>,
    base: number,
    { conditions, waiters }: MonitorSize,
    me: number,
    ended: () => boolean = () => false,
  ) {
    this.words = words;
    this.base = base;
    this.me = me;
    this.first = FIRST + conditions;
    this.waiters = waiters;
    this.held = 2 * (me + 1);
    this.ended = ended;
  }

  /** Words of memory that a monitor takes. */
  static words({ conditions, waiters }: MonitorSize): number {
    return (FIRST + conditions + waiters) * CACHE_LINE;
  }

  /** Makes the memory ready; once, before another thread has it. */
  static prepare(words: Int32Array<SharedArrayBuffer>, base: number, { conditions, waiters }: MonitorSize): void {
    const at = (line: number) => base + line * CACHE_LINE;
    const first = FIRST + conditions;
    words[at(UNUSED)] = waiters > 0 ? first : NONE;
    for (let i = 0; i < conditions; i++) words.fill(NONE, at(FIRST + i), at(FIRST + i) + 2);
    for (let i = 0; i < waiters; i++) {
      words[at(first + i) + NEXT] = i === waiters - 1 ? NONE : first + i + 1;
      words[at(first + i) + OWNER] = NONE;
    }
  }

  *acquire(): Steps<void> {
    const { words, base: at, held } = this;
    for (let spin = 0; spin < SPINS; spin++) if (this.tryAcquire()) return;
    for (;;) {
      const value = Atomics.load(words, at);
      if (value === FREE) {
        // Others may wait too.
        if (Atomics.compareExchange(words, at, FREE, held | CONTENDED) === FREE) return this.leaveIfEnded();
        continue;
      }
      const contended = value | CONTENDED;
      if (value === contended || Atomics.compareExchange(words, at, value, contended) === value)
        yield { words, at, value: contended, deadline: Infinity };
    }
  }

  /** Takes the mutex if it is free. */
  tryAcquire(): boolean {
    if (Atomics.compareExchange(this.words, this.base, FREE, this.held) !== FREE) return false;
    this.leaveIfEnded();
    return true;
  }

  /**
   * Frees the mutex that an ended thread may have taken and not given back. It also wakes all waiters of the mutex, because a
   * release may have woken the ended one. To be called for a while. Nothing was changed under that mutex.
   */
  freeFrom(gone: number): void {
    const { words, base: at } = this;
    const value = Atomics.load(words, at);
    if ((value & ~CONTENDED) === 2 * (gone + 1)) Atomics.compareExchange(words, at, value, FREE);
    Atomics.notify(words, at);
  }

  /** Gives the mutex back, and only then wakes whom {@link notify} has chosen: they would find it held. */
  release(): void {
    const { words, base, chosen } = this;
    if ((Atomics.exchange(words, base + MUTEX, FREE) & CONTENDED) !== 0) Atomics.notify(words, base + MUTEX, 1);
    // All: a thread that was ended may still be asleep there, and one alone could be that one.
    for (const at of chosen) Atomics.notify(words, at);
    chosen.length = 0;
  }

  /**
   * Waits without the mutex until it is notified, or until a time, and comes back with the mutex. False: no thread has
   * notified it. The mutex is held by the caller, also when it throws. @throws RangeError where too many wait.
   */
  *wait(condition: number, deadline: number): Steps<boolean> {
    const { words } = this;
    const waiter = this.join(condition);
    const at = this.at(waiter);
    this.release();
    yield { words, at, value: WAITING, deadline };
    if (!this.tryAcquire()) yield* this.acquire();
    const notified = Atomics.load(words, at) === NOTIFIED;
    if (!notified) this.takeOut(condition, waiter);
    this.giveBack(waiter);
    return notified;
  }

  /**
   * Chooses those who have waited longest. They are woken by {@link release}. The mutex is held by the caller.
   * @param told Whom it has chosen, one after the other.
   */
  notify(condition: number, count = 1, told: ((owner: number) => void) | null = null): void {
    const { words } = this;
    const line = this.at(FIRST + condition);
    for (; count > 0 && words[line + HEAD] !== NONE; count--) {
      const at = this.at(words[line + HEAD]!);
      words[line + HEAD] = words[at + NEXT]!;
      if (words[line + HEAD] === NONE) words[line + TAIL] = NONE;
      Atomics.store(words, at + STATE, NOTIFIED);
      this.chosen.push(at);
      told?.(words[at + OWNER]!);
    }
  }

  /**
   * Removes an ended thread from every wait queue, and passes on a notification that it had not consumed. It may have chosen
   * others and not woken them: they are woken. The mutex is held by the caller.
   */
  forget(owner: number): void {
    const { words } = this;
    for (let waiter = this.first; waiter < this.first + this.waiters; waiter++) {
      const at = this.at(waiter);
      if (words[at + OWNER] !== NONE && Atomics.load(words, at + STATE) === NOTIFIED) this.chosen.push(at);
      if (words[at + OWNER] !== owner) continue;
      const condition = words[at + CONDITION]!;
      if (Atomics.load(words, at + STATE) === NOTIFIED) this.notify(condition);
      else this.takeOut(condition, waiter);
      this.giveBack(waiter);
    }
  }

  /** Counts the threads that wait on a condition. Unless the caller holds the mutex, the answer is of a moment past. */
  waiting(condition: number): number {
    let count = 0;
    for (let waiter = this.words[this.at(FIRST + condition) + HEAD]!; waiter !== NONE; count++)
      waiter = this.words[this.at(waiter) + NEXT]!;
    return count;
  }

  private leaveIfEnded(): void {
    if (!this.ended()) return;
    const { words, base: at, held } = this;
    for (const value of [held, held | CONTENDED]) Atomics.compareExchange(words, at, value, FREE);
    Atomics.notify(words, at);
    for (const word = new Int32Array(new SharedArrayBuffer(4)); ;) Atomics.wait(word, 0, 0);
  }

  private at(line: number): number {
    return this.base + line * CACHE_LINE;
  }

  private join(condition: number): number {
    const { words } = this;
    const waiter = words[this.at(UNUSED)]!;
    if (waiter === NONE) throw new RangeError('too many threads wait here');
    const at = this.at(waiter);
    words[this.at(UNUSED)] = words[at + NEXT]!;
    words[at + NEXT] = NONE;
    words[at + OWNER] = this.me;
    words[at + CONDITION] = condition;
    Atomics.store(words, at + STATE, WAITING);
    const line = this.at(FIRST + condition);
    if (words[line + HEAD] === NONE) words[line + HEAD] = waiter;
    else words[this.at(words[line + TAIL]!) + NEXT] = waiter;
    words[line + TAIL] = waiter;
    return waiter;
  }

  private takeOut(condition: number, waiter: number): void {
    const { words } = this;
    const line = this.at(FIRST + condition);
    let before = NONE;
    let here = words[line + HEAD]!;
    while (here !== waiter) {
      before = here;
      here = words[this.at(here) + NEXT]!;
    }
    const next = words[this.at(waiter) + NEXT]!;
    if (before === NONE) words[line + HEAD] = next;
    else words[this.at(before) + NEXT] = next;
    if (next === NONE) words[line + TAIL] = before;
  }

  private giveBack(waiter: number): void {
    const { words } = this;
    words[this.at(waiter) + OWNER] = NONE;
    words[this.at(waiter) + NEXT] = words[this.at(UNUSED)]!;
    words[this.at(UNUSED)] = waiter;
  }
}
