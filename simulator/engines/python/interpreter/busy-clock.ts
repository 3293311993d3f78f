import type { Granularity } from './program.ts';

/**
 * Seconds that a step takes when the processor is kept busy, and steps of one moment that take none. `second`: steps that
 * make a second where threads do nothing that others can see, and may only wait for something.
 */
const PACE: Readonly<Record<Granularity, { step: number; free: number; second: number }>> = {
  operation: { step: 2e-6, free: 2000, second: 40_000 },
  line: { step: 2e-7, free: 4000, second: 200_000 },
  access: { step: 1e-7, free: 8000, second: 200_000 },
  cpython: { step: 1e-7, free: 8000, second: 150_000 },
  bytecode: { step: 5e-8, free: 8000, second: 500_000 },
};
/** Seconds of about 200 calls, or rounds of a loop without any operation, and the steps that they count for. */
const MANY = 5e-6;
const MANY_STEPS: Readonly<Partial<Record<Granularity, number>>> = { operation: 2, access: 20 };
/** Steps between two looks at what the threads have done. */
const CHECK = 1000;
/** Steps that make a second where something is done. */
const doing = (second: number): number => Math.min(3 * second, 600_000);
/** Seconds after so many times the steps of a second: hardly any at first, and more with each step. */
const lasting = (times: number): number => times ** 2.5;

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

/**
 * Says how far the virtual clock moves while threads keep the processor busy. Work takes about as long as on a machine, so
 * that no timeout expires because of it. The longer it lasts, the more time each step takes: what a loop waits for comes within
 * a number of steps that a search can afford.
 */
export class BusyClock {
  private readonly step: number;
  private readonly free: number;
  private readonly second: number;
  private readonly many: number;
  private readonly looks: (typeof READS)[Granularity];
  /** Tells whether something was done that other threads can see, since it was asked last. */
  private readonly done: () => boolean;
  private steps = 0;
  private cost = 0;
  /** Steps that count: all of this moment, and those since something was done. */
  private all = 0;
  private vain = 0;
  /** Those since the last look at what was done. */
  private counted = 0;
  /** Looks at the clock since a thread has last waited, and the time of the first one that counted. */
  private reads = 0;
  private since = 0;

  constructor(granularity: Granularity, done: () => boolean) {
    ({ step: this.step, free: this.free, second: this.second } = PACE[granularity]);
    this.many = (MANY_STEPS[granularity] ?? 1) - 1;
    this.looks = READS[granularity];
    this.done = done;
  }

  /** No thread can run, so that the clock comes to a deadline: a new moment. */
  moved(): void {
    this.steps = this.cost = this.all = this.vain = this.counted = 0;
  }

  /** A thread waits: whatever looked at the clock is not in a loop that does nothing else. */
  waited(): void {
    this.reads = 0;
  }

  /** The program has looked at the clock. */
  read(now: number): void {
    if (this.reads++ === 0) this.since = now;
  }

  /** The coming step stands for many calls, or rounds of a loop. */
  work(): void {
    this.cost += MANY;
    this.counted += this.many;
  }

  /** Seconds that have passed with the coming step; 0 nearly always. `awaited`: some thread waits for a deadline. */
  passed(now: number, awaited: boolean): number {
    if (this.reads > this.looks.free) {
      this.reads -= this.looks.tick;
      return Math.max(READ_TICK, (now - this.since) * this.looks.part);
    }
    if (!awaited) return 0;
    this.cost += this.step;
    this.counted++;
    if (++this.steps < this.free || this.steps % CHECK !== 0) return 0;
    const { cost, counted, second } = this;
    this.cost = this.counted = 0;
    if (this.done()) this.vain = 0;
    else this.vain += counted;
    this.all += counted;
    const vain = lasting(this.vain / second) - lasting(Math.max(0, this.vain - counted) / second);
    const slow = doing(second);
    return Math.max(cost, vain, lasting(this.all / slow) - lasting((this.all - counted) / slow));
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
