import { DepthFirst } from './dfs.ts';
import type { Attempt, Claim, Strategy } from './strategy.ts';

/**
 * Depth-first search with at most 0 preemptions, then 1, then 2: most bugs need few. Musuvathi, Qadeer: Iterative context
 * bounding for systematic testing of multithreaded programs, PLDI 2007. It ends when no schedule was left out.
 */
export class IterativeDepthFirst implements Strategy {
  claim: Claim | null = null;
  private bound: number;
  private readonly most: number;
  private search: DepthFirst;

  /** `most`: the last bound; `first`: the first one. */
  constructor(most: number, first = 0) {
    this.most = most;
    this.bound = first;
    this.search = new DepthFirst(first);
  }

  next(): Attempt | null {
    while (!this.search.begin()) {
      this.claim = this.search.cut ? { kind: 'preemptions', bound: this.bound } : { kind: 'schedules' };
      if (!this.search.cut || this.bound >= this.most) return null;
      this.search = new DepthFirst(++this.bound);
    }
    return { scheduler: this.search, policy: null };
  }
}
