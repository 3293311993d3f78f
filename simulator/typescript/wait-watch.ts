import type { ThreadStart, Wait } from './protocol.ts';
import { allSleep, hasPolled, sampleWaits, type WaitSample } from './waits.ts';

/** Milliseconds after which a deadlock is still one. */
const SURE = 200;
/** Milliseconds after which threads that do nothing but wait in vain are told of. */
const LONG = 5000;

/** A thread that runs, as the watch sees it. */
export interface WatchedThread {
  readonly order: Pick<ThreadStart, 'number' | 'name' | 'state'>;
  /** The wait that it last reported. */
  wait: Wait | null;
}

/** A program whose waits are watched, and the findings about it. */
export interface WatchedProgram {
  threads(): readonly WatchedThread[];
  /** Words that all its threads share. */
  readonly words: Int32Array<SharedArrayBuffer>;
  /** Characters that it has printed so far. */
  printed(): number;
  deadlock(): void;
  /** All these threads have done nothing for long but wait until a timeout passed; none: that is no longer so. */
  polls(threads: readonly string[]): void;
}

/** Watches the waits of a program on real threads: proves a deadlock, and tells of threads that only poll. */
export class WaitWatch {
  private readonly program: WatchedProgram;
  private readonly timer: ReturnType<typeof setInterval>;
  private samples = new Map<number, WaitSample>();
  private printed = 0;
  private over = false;

  constructor(program: WatchedProgram, long = LONG) {
    this.program = program;
    this.timer = setInterval(() => this.lookForPolling(long), long);
  }

  end(): void {
    this.over = true;
    clearInterval(this.timer);
  }

  /**
   * The last one that falls asleep tells so: a deadlock is seen when it comes about. It is checked again later: a
   * program may wake a thread by a word that has its old value again.
   */
  lookForDeadlock(): void {
    const before = this.sleepers();
    if (!before) return;
    setTimeout(() => {
      const after = this.sleepers();
      if (after && after.length === before.length && after.every((wait, i) => wait === before[i]))
        this.program.deadlock();
    }, SURE);
  }

  /**
   * A program whose threads poll for something that never comes has no deadlock: each could do something else next time. So it
   * is told, and goes on.
   */
  private lookForPolling(long: number): void {
    const before = this.samples;
    const printed = this.program.printed();
    const threads = this.program.threads();
    this.samples = new Map(threads.map(({ order }) => [order.number, sampleWaits(order.state)]));
    const all = [...this.samples].every(([number, now]) => {
      const then = before.get(number);
      return then !== undefined && hasPolled(then, now, long);
    });
    const polls = all && printed === this.printed && this.samples.size === before.size;
    this.printed = printed;
    this.program.polls(polls ? threads.map(({ order }) => order.name) : []);
  }

  /** Waits of all threads, if all of them sleep. */
  private sleepers(): (Wait | null)[] | null {
    const threads = this.program.threads().map(({ order, wait }) => ({ wait, state: order.state }));
    try {
      return !this.over && allSleep(threads, this.program.words) ? threads.map(({ wait }) => wait) : null;
    } catch {
      // A program's report of its waits need not be true: then nothing is known.
      return null;
    }
  }
}
