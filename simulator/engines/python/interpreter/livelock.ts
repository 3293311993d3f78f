import type { ThreadId } from '../../../trace/events.ts';

/** Times that the clock may move without anything else happening, before the threads are asked where they are. */
const IDLE_TICKS = 24;
/** Ticks in a row at which they are asked. When that shows nothing they are left alone for a while, and asked for longer. */
const FIRST_BURST = 32;
const PAUSE = 8;
/** Steps in which threads only went round loops, before they are asked; and from then on, one in so many. */
const MANY_SPINS = 64;
const SPINS = 16;
/** `asks`: the first tick at which the threads are asked where they are; `burst`: the number of ticks at which they are. */
const NO_TICKS = { count: 0, asks: IDLE_TICKS, burst: FIRST_BURST };
/** `asks`: the spin after which they are asked; `burst`: how often; `pause`: for how long they are left alone then. */
const NO_SPINS = { count: 0, asks: MANY_SPINS, burst: FIRST_BURST, pause: FIRST_BURST * PAUSE };

/**
 * Notices that a run goes round for ever. Everything its threads see has been the same before, and each thread that can run
 * has had its turn since. Else only a scheduler that is not fair would go on like this.
 */
export class LivelockDetector {
  private readonly fingerprint: () => string;
  private readonly runnable: () => readonly ThreadId[];
  /** Texts, with the number of turns there had been when each was first seen. */
  private readonly seen = new Map<string, number>();
  private turns = 0;
  /** The number of each thread's last turn. */
  private readonly lastTurn: number[] = [];
  /** Threads that have waited in vain until a deadline since anything else happened. */
  private readonly inVain = new Set<ThreadId>();
  private ticks = { ...NO_TICKS };
  private spins = { ...NO_SPINS };
  private spinning = false;

  /** `fingerprint`: what the live threads see now, as a text; '': that cannot be known. `runnable`: those that can run now. */
  constructor(fingerprint: () => string, runnable: () => readonly ThreadId[]) {
    this.fingerprint = fingerprint;
    this.runnable = runnable;
  }

  /** A thread has its turn. */
  turn(thread: ThreadId): void {
    this.lastTurn[thread] = ++this.turns;
  }

  /** Something has happened that cannot be part of a round. */
  progressed(): void {
    this.ticks = { ...NO_TICKS };
    this.spins = { ...NO_SPINS };
    this.seen.clear();
    this.inVain.clear();
  }

  /** The coming step is one more time round a loop. */
  spin(): void {
    this.spinning = true;
  }

  /** A step is due: does the run go round? */
  step(): boolean {
    if (!this.spinning) {
      if (this.spins.count > 0) this.spins = { ...NO_SPINS };
      return false;
    }
    this.spinning = false;
    const { spins } = this;
    spins.count++;
    if (spins.count < spins.asks + SPINS || spins.count % SPINS !== 0) return false;
    if (spins.count > spins.asks + spins.burst * SPINS) {
      // A loop that counts never comes to the same: it is asked for longer, and left alone for longer still.
      spins.asks = spins.count + spins.pause * SPINS;
      spins.burst *= 2;
      spins.pause *= 4;
      this.seen.clear();
      return false;
    }
    return this.again();
  }

  /** The clock is about to move: does the run go round? Not while `waiting` has a thread whose first deadline is to come. */
  tick(waiting: readonly ThreadId[]): boolean {
    const { ticks } = this;
    ticks.count++;
    if (ticks.count === ticks.asks + ticks.burst * PAUSE) {
      ticks.asks = ticks.count;
      ticks.burst *= 2;
      this.seen.clear();
    }
    const asks = ticks.count >= ticks.asks && ticks.count < ticks.asks + ticks.burst;
    return asks && waiting.every((id) => this.inVain.has(id)) && this.again();
  }

  /** The clock has come to a deadline of `threads`. */
  expired(threads: readonly ThreadId[]): void {
    for (const id of threads) this.inVain.add(id);
  }

  /** Tells whether everything was like this before, and each thread that can run has had its turn since. */
  again(): boolean {
    const fingerprint = this.fingerprint();
    if (fingerprint === '') return false;
    const since = this.seen.get(fingerprint);
    if (since !== undefined) return this.runnable().every((thread) => (this.lastTurn[thread] ?? 0) > since);
    this.seen.set(fingerprint, this.turns);
    return false;
  }
}
