import { RunSet } from '../../simulator/run/run-set.ts';
import type { Scheduler } from '../../simulator/schedule/scheduler.ts';

/** Runs threads that need so many steps each, under a scheduler; returns the thread of each step. */
export function toy(steps: readonly number[], scheduler: Scheduler): number[] {
  const left = [...steps];
  const runnable = new RunSet();
  left.forEach((count, thread) => count > 0 && runnable.add(thread));
  const ran: number[] = [];
  let current = -1;
  while (runnable.size > 0) {
    current = scheduler.next(runnable, current, ran.length);
    ran.push(current);
    if (--left[current]! === 0) runnable.delete(current);
  }
  return ran;
}

/** Switches away from a thread that could have gone on. */
export function preemptions(ran: readonly number[]): number {
  return ran.filter((thread, i) => i > 0 && thread !== ran[i - 1] && ran.indexOf(ran[i - 1]!, i) >= 0).length;
}
