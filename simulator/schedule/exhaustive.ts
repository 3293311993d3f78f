import { ReplayError } from './policies.ts';
import type { Runnable, Scheduler } from './scheduler.ts';

/** A decision that was made: who could have run, and who did. */
interface Decision {
  options: number[];
  at: number;
  /** Preemptions among the decisions before this one. */
  spent: number;
  current: number;
}

/**
 * All schedules with at most `bound` preemptions, each once, in depth-first order. A preemption is a switch away from a
 * thread that could have gone on. Musuvathi, Qadeer: Iterative context bounding, PLDI 2007.
 * Use: `while (search.begin()) run(engine(), search)`.
 */
export class Exhaustive implements Scheduler {
  /** Schedules begun so far. */
  count = 0;
  private readonly bound: number;
  private path: Decision[] = [];
  private depth = 0;

  constructor(bound: number) {
    this.bound = bound;
  }

  /** Makes ready for the next schedule; false: there is none left. */
  begin(): boolean {
    this.depth = 0;
    if (this.count++ === 0) return true;
    for (let last = this.path.at(-1); last; last = this.path.at(-1)) {
      if (++last.at < last.options.length) return true;
      this.path.pop();
    }
    this.count--;
    return false;
  }

  next(runnable: Runnable, current: number, step: number): number {
    const known = this.path[this.depth];
    if (known) {
      this.depth++;
      const thread = known.options[known.at]!;
      if (!runnable.has(thread)) throw new ReplayError(step, thread);
      return thread;
    }
    const before = this.path.at(-1);
    const spent = before ? before.spent + this.cost(before) : 0;
    const mayStay = runnable.has(current);
    const all = Array.from({ length: runnable.size }, (_, n) => runnable.nth(n));
    // To stay comes first: it costs nothing, and the simplest schedules are met first.
    const others = all.filter((thread) => thread !== current);
    const options = !mayStay ? all : spent < this.bound ? [current, ...others] : [current];
    this.path.push({ options, at: 0, spent, current });
    this.depth++;
    return options[0]!;
  }

  /** Preemptions that the choice made at this decision costs. */
  private cost({ options, at, current }: Decision): number {
    return options.includes(current) && options[at] !== current ? 1 : 0;
  }
}
