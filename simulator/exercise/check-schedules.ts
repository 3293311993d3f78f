import { pct } from '../schedule/pct.ts';
import { random, roundRobin, runToBlock } from '../schedule/policies.ts';
import type { Scheduler } from '../schedule/scheduler.ts';

/** Depth of the bugs that PCT looks for. */
const DEPTH = 3;

/**
 * The scheduler of a check's n-th run, from 0: the simplest first. What is random begins with the same seeds every time.
 * @param length Steps of the run before.
 */
export function checkScheduler(n: number, length: number): Scheduler {
  if (n === 0) return runToBlock();
  if (n === 1) return roundRobin();
  return n % 3 === 1 ? random(n) : pct(n, DEPTH, length);
}
