import { ReplayMismatch } from './policies.ts';
import type { Runnable, Scheduler } from './scheduler.ts';

/** A decision of the path: the threads that could have run, and the index of the one that did. */
interface Decision {
  options: number[];
  at: number;
  /** Preemptions among the decisions before this one. */
  preempted: number;
  current: number;
}

/**
 * Depth-first search through all schedules with at most `bound` preemptions, each once. A preemption is a switch away from
 * a thread that could have gone on. Musuvathi, Qadeer: Iterative context bounding, PLDI 2007.
 * Use: `while (search.begin()) run(engine(), search)`.
 */
export class DepthFirst implements Scheduler {
  /** Schedules begun so far. */
  count = 0;
  /** A switch was left out for the bound: there are schedules that no search with this bound has. */
  cut = false;
  private readonly bound: number;
  private path: Decision[] = [];
  private depth = 0;

  constructor(bound: number) {
    this.bound = bound;
  }

  /** Prepares the next schedule; false: there is none left. */
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
      if (!runnable.has(thread)) throw new ReplayMismatch(step, thread);
      return thread;
    }
    const before = this.path.at(-1);
    const preempted = before ? before.preempted + this.cost(before) : 0;
    const mayStay = runnable.has(current);
    const all = Array.from({ length: runnable.size }, (_, n) => runnable.nth(n));
    // Staying comes first: it costs nothing, so the simplest schedules are tried first.
    const others = all.filter((thread) => thread !== current);
    const bounded = mayStay && preempted >= this.bound;
    if (bounded && others.length > 0) this.cut = true;
    const options = !mayStay ? all : bounded ? [current] : [current, ...others];
    this.path.push({ options, at: 0, preempted, current });
    this.depth++;
    return options[0]!;
  }

  /** Preemptions that the choice at this decision costs: 0 or 1. */
  private cost({ options, at, current }: Decision): number {
    return options.includes(current) && options[at] !== current ? 1 : 0;
  }
}
