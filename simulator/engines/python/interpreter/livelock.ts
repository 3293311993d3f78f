import type { ThreadId } from '../../../trace/events.ts';

/** Times that the clock may move without anything else happening, before the threads are asked where they are. */
const IDLE_TICKS = 24;
/** Ticks in a row at which they are asked. When that shows nothing they are left alone for a while, and asked for longer. */
const FIRST_BURST = 32;
const PAUSE = 8;
/** Steps in which threads only went round loops, before they are asked; and from then on, one in so many. */
const MANY_SPINS = 64;
const SPINS = 16;

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
  private ticks = 0;
  /** The first tick at which the threads are asked where they are, and how many follow. */
  private burst = IDLE_TICKS;
  private length = FIRST_BURST;
  private spins = 0;
  private spinning = false;
  /** The spin after which they are asked, how often, and for how long they are left alone then. */
  private nextSpins = MANY_SPINS;
  private spinBurst = FIRST_BURST;
  private spinPause = FIRST_BURST * PAUSE;

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
    this.ticks = 0;
    this.burst = IDLE_TICKS;
    this.length = FIRST_BURST;
    this.stopsSpinning();
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
      if (this.spins > 0) this.stopsSpinning();
      return false;
    }
    this.spinning = false;
    this.spins++;
    if (this.spins < this.nextSpins + SPINS || this.spins % SPINS !== 0) return false;
    if (this.spins > this.nextSpins + this.spinBurst * SPINS) {
      // A loop that counts never comes to the same: it is asked for longer, and left alone for longer still.
      this.nextSpins = this.spins + this.spinPause * SPINS;
      this.spinBurst *= 2;
      this.spinPause *= 4;
      this.seen.clear();
      return false;
    }
    return this.again();
  }

  /** The clock is about to move: does the run go round? Not while `waiting` has a thread whose first deadline is to come. */
  tick(waiting: readonly ThreadId[]): boolean {
    this.ticks++;
    if (this.ticks === this.burst + this.length * PAUSE) {
      this.burst = this.ticks;
      this.length *= 2;
      this.seen.clear();
    }
    const asks = this.ticks >= this.burst && this.ticks < this.burst + this.length;
    return asks && waiting.every((id) => this.inVain.has(id)) && this.again();
  }

  /** The clock has come to a deadline of `threads`. */
  expired(threads: readonly ThreadId[]): void {
    for (const id of threads) this.inVain.add(id);
  }

  private stopsSpinning(): void {
    this.spins = 0;
    this.nextSpins = MANY_SPINS;
    this.spinBurst = FIRST_BURST;
    this.spinPause = FIRST_BURST * PAUSE;
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
