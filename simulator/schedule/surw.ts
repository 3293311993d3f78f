import { locationOf, MODE, modeOf, type Foresight } from './access.ts';
import { useful } from './dpor.ts';
import { prng } from './prng.ts';
import { drawThread, Weights, type Profile } from './profile.ts';
import type { Scheduler } from './scheduler.ts';
import { urw } from './urw.ts';

/** The chance of a thread of which nothing is known to be left. */
const SOME = 0.5;
/** One run in so many looks at all locations together: a cycle of locks has as many as locks. */
const TOGETHER = 3;

/**
 * Selectively uniform random walk: the order of the accesses to one location is drawn uniformly, by what each thread has
 * left to do there; elsewhere threads go on by random priorities. Each run draws its location. Zhao, Wolff, Mathur,
 * Roychoudhury: Selectively uniform concurrency testing, ASPLOS 2025.
 */
export function surw(seed: number, profile: Profile): Scheduler {
  const draw = prng(seed);
  const locations = [...profile.at.keys()];
  if (locations.length === 0) return urw(seed, profile);
  const together = locations.length > 1 && draw() < 1 / TOGETHER;
  const chosen = new Set(together ? locations : [locations[Math.floor(draw() * locations.length)]!]);
  const counts = profile.steps.map((_, thread) =>
    [...chosen].reduce((sum, location) => sum + (profile.at.get(location)![thread] ?? 0), 0),
  );
  return over(chosen, new Weights(counts, profile.parent), draw);
}

function over(chosen: ReadonlySet<number>, left: Weights, draw: () => number): Scheduler {
  const isThere = (foresight: Foresight, thread: number) =>
    foresight.ahead(thread).some((access) => chosen.has(locationOf(access)) && modeOf(access) !== MODE.give);
  /** The thread whose access comes next. */
  let intended = -1;
  const priorities = new Map<number, number>();
  const priorityOf = (thread: number) => {
    let priority = priorities.get(thread);
    if (priority === undefined) priorities.set(thread, (priority = draw()));
    return priority;
  };
  return {
    next(runnable, _current, _step, foresight) {
      const all = Array.from({ length: runnable.size }, (_, n) => runnable.nth(n));
      if (!foresight) return all[Math.floor(draw() * all.length)]!;
      const threads = useful(runnable, foresight);
      left.see(all);
      if (intended < 0 || left.of(intended) <= 0) {
        const able = all.filter((thread) => left.of(thread) > 0);
        intended = able.length > 0 ? drawThread(able, (thread) => left.of(thread), draw) : -1;
      }
      let able = threads.filter((thread) => thread === intended || !isThere(foresight, thread));
      if (able.length === 0) {
        // The one that is meant cannot come there now: another that is there goes.
        intended = drawThread(threads, (thread) => left.of(thread) || SOME, draw);
        able = [intended];
      }
      const best = able.reduce((a, b) => (priorityOf(b) > priorityOf(a) ? b : a));
      if (isThere(foresight, best)) {
        left.took(best);
        if (best === intended) intended = -1;
        priorities.clear();
      }
      return best;
    },
  };
}
