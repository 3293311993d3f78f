import { useful } from './dpor.ts';
import { prng } from './prng.ts';
import { drawThread, Weights, type Profile } from './profile.ts';
import type { Scheduler } from './scheduler.ts';

/** The chance of a thread of which nothing is known to be left. */
const SOME = 0.5;

/**
 * Uniform random walk: each thread in proportion to the steps that it has left, so that every interleaving is as likely as
 * another. Zhao, Wolff, Mathur, Roychoudhury: Selectively uniform concurrency testing, ASPLOS 2025.
 */
export function urw(seed: number, { steps, parent }: Profile): Scheduler {
  const draw = prng(seed);
  const left = new Weights(steps, parent);
  return {
    next(runnable, _current, _step, foresight) {
      const all = Array.from({ length: runnable.size }, (_, n) => runnable.nth(n));
      left.see(all);
      const thread = drawThread(foresight ? useful(runnable, foresight) : all, (t) => left.of(t) || SOME, draw);
      left.took(thread);
      return thread;
    },
  };
}
