import type { Schedule } from '../../../schedule/scheduler.ts';
import type { Granularity } from '../interpreter/program.ts';
import type { ObservedOutcome } from '../interpreter/outcome.ts';

/** Runs that ended alike, and a schedule that ends so. */
export interface OutcomeCount extends ObservedOutcome {
  count: number;
  schedule: Schedule;
  /** The granularity at which threads were switched under that schedule. */
  granularity: Granularity;
}

/** Different outcomes that are told apart; all others are counted with the first of their status. */
const MAX_OUTCOMES = 40;

/** Counts how the runs of a search ended. */
export class OutcomeCounts {
  private readonly known = new Map<string, OutcomeCount>();

  /** Most frequent first. */
  get ranked(): OutcomeCount[] {
    return [...this.known.values()].toSorted((a, b) => b.count - a.count);
  }

  note(outcome: ObservedOutcome, granularity: Granularity, schedule: Schedule): void {
    const { known } = this;
    let key = `${outcome.status}\n${outcome.error}\n${outcome.last}`;
    if (!known.has(key) && known.size >= MAX_OUTCOMES)
      key = [...known.keys()].find((other) => other.startsWith(`${outcome.status}\n`)) ?? key;
    const entry = known.get(key);
    if (entry) entry.count++;
    else known.set(key, { ...outcome, count: 1, schedule, granularity });
  }

  /** No run has ended: all of them count as failures. */
  failAll(): void {
    for (const entry of this.known.values()) entry.failed = true;
  }
}
