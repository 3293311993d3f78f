import { prng } from './prng.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * Probabilistic concurrency testing: each thread has a random priority, and the highest runs. At depth - 1 random steps
 * the running thread falls below all others. Finds a bug of that depth with probability at least 1 / (n k^(depth-1))
 * for n threads and k steps. Burckhardt, Kothari, Musuvathi, Nagarakatte: A randomized scheduler with probabilistic
 * guarantees of finding bugs, ASPLOS 2010. From step `fair` on every runnable thread is as likely as another. A
 * thread that spins does not keep off the one it waits for: fair PCT's tail in Microsoft's Coyote.
 */
export function pct(seed: number, depth: number, length = 100, fair = Infinity): Scheduler {
  const draw = prng(seed);
  const changes = new Map<number, number>();
  for (let i = 1; i < depth; i++) changes.set(Math.floor(draw() * length), depth - 1 - i);
  const priorities = new Map<number, number>();
  const priorityOf = (thread: number) => {
    let priority = priorities.get(thread);
    if (priority === undefined) priorities.set(thread, (priority = depth + draw()));
    return priority;
  };
  return {
    next(runnable, current, step) {
      if (step >= fair) return runnable.nth(Math.floor(draw() * runnable.size));
      const change = changes.get(step);
      if (change !== undefined && current >= 0) priorities.set(current, change);
      let best = runnable.nth(0);
      for (let n = 1; n < runnable.size; n++) {
        const thread = runnable.nth(n);
        if (priorityOf(thread) > priorityOf(best)) best = thread;
      }
      return best;
    },
  };
}
