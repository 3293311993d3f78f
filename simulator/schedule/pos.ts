import { anyConflict } from './access.ts';
import { useful } from './dpor.ts';
import { prng } from './prng.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * Partial order sampling: each next step has a random priority, and the highest is taken. Those that conflict with it draw
 * anew: so each order of two steps that depend on each other is likely, however many steps do not. Yuan, Yang, Gu: Partial
 * order aware concurrency sampling, CAV 2018. Without an engine that knows what steps touch, it draws for each step alone.
 */
export function pos(seed: number): Scheduler {
  const draw = prng(seed);
  const priorities = new Map<number, number>();
  const of = (thread: number) => {
    let known = priorities.get(thread);
    if (known === undefined) priorities.set(thread, (known = draw()));
    return known;
  };
  return {
    next(runnable, _current, _step, foresight) {
      const all = Array.from({ length: runnable.size }, (_, n) => runnable.nth(n));
      const threads = foresight ? useful(runnable, foresight) : all;
      let best = threads[0]!;
      for (const thread of threads) if (of(thread) > of(best)) best = thread;
      const mine = foresight?.ahead(best) ?? [];
      for (const thread of priorities.keys())
        if (thread !== best && foresight && anyConflict(mine, foresight.ahead(thread))) priorities.delete(thread);
      priorities.delete(best);
      return best;
    },
  };
}
