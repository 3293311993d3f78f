import type { ReplayMismatch } from '../schedule/policies.ts';
import type { Schedule } from '../schedule/scheduler.ts';
import type { Finding, Outcome } from '../trace/diagnose.ts';
import { CLOCK } from '../trace/events.ts';
import type { Player } from '../trace/player.ts';
import type { Trace } from '../trace/trace.ts';

/** One whole run, start to end, of whatever engine: what a session steps through. */
export interface Execution {
  readonly schedule: Schedule;
  readonly trace: Trace;
  readonly player: Player;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  /** The override that did not fit the scenario: from there on the policy decided. null: all did. */
  readonly mismatch: ReplayMismatch | null;
  /** Of real threads: they ran as the schedule says, or uncontrolled; then no schedule has made this run. */
  readonly real?: 'scheduled' | 'uncontrolled';
}

/** Counts the steps of threads that begin before `position`: the index of the scheduler's next decision. */
export function decisionAt(trace: Trace, position: number): number {
  let count = 0;
  for (let i = 0; i < position; i++) if (trace.isStep(i) && trace.threadAt(i) !== CLOCK) count++;
  return count;
}

/** The position before the first step: threads of the program that run from the beginning have been started by then. */
export function startOf({ trace }: Pick<Execution, 'trace'>): number {
  let start = 0;
  while (start < trace.length && !trace.isStep(start)) start++;
  return start;
}
