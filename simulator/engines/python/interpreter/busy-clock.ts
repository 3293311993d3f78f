import type { Granularity } from './program.ts';

/** Seconds that a step takes when the processor is kept busy, and steps of one moment that take none. */
const PACE: Readonly<Record<Granularity, { step: number; free: number }>> = {
  operation: { step: 2e-6, free: 2000 },
  line: { step: 2e-7, free: 4000 },
  access: { step: 1e-7, free: 8000 },
  cpython: { step: 1e-7, free: 8000 },
  bytecode: { step: 5e-8, free: 8000 },
};
/** Seconds of about 200 rounds of a loop without any operation. */
const SPIN = 5e-5;
/** Seconds of about 200 calls, or rounds of a loop through something. */
const MANY = 5e-6;
/** Steps between two looks at whether the threads only wait. */
const CHECK = 1000;
/** Rounds of `while` loops that do nothing else, after which they are believed to wait for something. */
const ROUNDS = 1000;
/** Looks at calls, or loops through something, that do nothing else, after which these take more time with each look. */
const PATIENT = 10;

/**
 * Times that a program may look at the clock while no thread waits: a loop that does so more often keeps the processor busy.
 * From then on so many looks (`tick`) take 5 ms, or a part of what the loop has taken already. The finer the switches, the
 * more steps each look takes: an end that is seconds away is to come within the steps of a run.
 */
const READS: Readonly<Record<Granularity, { free: number; tick: number; part: number }>> = {
  operation: { free: 1000, tick: 100, part: 1 / 64 },
  line: { free: 500, tick: 50, part: 1 / 64 },
  access: { free: 300, tick: 30, part: 1 / 64 },
  cpython: { free: 300, tick: 30, part: 1 / 64 },
  bytecode: { free: 200, tick: 10, part: 1 / 32 },
};
const READ_TICK = 0.005;

/** The answer where functions were called, or loops went through something, and nothing else was done. */
export const BUSY = -2;

/**
 * Says how far the virtual clock moves while threads keep the processor busy. Work takes about as long as on a machine, so
 * that no timeout expires because of it. Loops that only wait for something take twice as long each time they are looked
 * at: what they wait for comes within a number of steps that a search can afford.
 */
export class BusyClock {
  private readonly step: number;
  private readonly free: number;
  private readonly looks: (typeof READS)[Granularity];
  /** Rounds of `while` loops since it was asked last; BUSY; -1: something was done that other threads can see. */
  private readonly rounds: () => number;
  private steps = 0;
  private cost = 0;
  private factor = 1;
  private vain = 0;
  /** Looks in a row that found calls, or loops through something, and nothing else. */
  private busy = 0;
  /** Looks at the clock since a thread has last waited, and the time of the first one that counted. */
  private reads = 0;
  private since = 0;

  constructor(granularity: Granularity, rounds: () => number) {
    ({ step: this.step, free: this.free } = PACE[granularity]);
    this.looks = READS[granularity];
    this.rounds = rounds;
  }

  /** No thread can run, so that the clock comes to a deadline: a new moment. */
  moved(): void {
    this.steps = this.cost = this.vain = this.busy = 0;
    this.factor = 1;
  }

  /** A thread waits: whatever looked at the clock is not in a loop that does nothing else. */
  waited(): void {
    this.reads = 0;
  }

  /** The program has looked at the clock. */
  read(now: number): void {
    if (this.reads++ === 0) this.since = now;
  }

  /** The coming step is one more time round a loop: one round, or many. */
  spin(many: boolean): void {
    if (many) this.cost += SPIN;
  }

  /** Many functions were called, or a loop has gone many times through something. */
  work(): void {
    this.cost += MANY;
  }

  /** Seconds that have passed with the coming step; 0 nearly always. `awaited`: some thread waits for a deadline. */
  passed(now: number, awaited: boolean): number {
    if (this.reads > this.looks.free) {
      this.reads -= this.looks.tick;
      return Math.max(READ_TICK, (now - this.since) * this.looks.part);
    }
    if (!awaited) return 0;
    this.cost += this.step;
    if (++this.steps < this.free || this.steps % CHECK !== 0) return 0;
    const rounds = this.rounds();
    this.vain = rounds < 0 ? 0 : this.vain + Math.min(rounds, CHECK);
    this.busy = rounds === BUSY ? this.busy + 1 : 0;
    if (rounds < 0) this.factor = Math.max(1, this.busy - PATIENT) ** 2;
    else if (this.vain >= ROUNDS) {
      this.factor *= 2;
      this.vain = 0;
    }
    const { cost } = this;
    this.cost = 0;
    return cost * this.factor;
  }

  /** True at steps after which the threads may be found to go round: rarely, and less often the longer it lasts. */
  get suspicious(): boolean {
    // A loop that looks at the clock sees something else each time.
    if (this.reads > 0) return false;
    const { steps } = this;
    return (
      steps >= CHECK &&
      steps % CHECK < 24 &&
      (steps < 4 * CHECK || Number.isInteger(Math.log2(Math.floor(steps / CHECK))))
    );
  }
}
