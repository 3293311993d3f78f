import type { Outcome } from '../../../trace/diagnose.ts';
import type { ThreadId } from '../../../trace/events.ts';
import type { BlockedThread } from './program.ts';
import type { Report } from './report.ts';
import type { ThreadTable } from './thread-table.ts';

/** The end of one run: its outcome, and the threads that were left. */
export class RunEnd {
  /** Null: the run goes on. */
  outcome: Outcome | null = null;
  /** Threads that could not go on when the run ended, and why. */
  blocked: readonly BlockedThread[] = [];
  /** Threads that could go on then. */
  living: readonly ThreadId[] = [];
  /** The scheduler's exception, for which the run was ended. */
  error: unknown = null;

  /** Ends the run, if it has not ended before. Threads that wait for ever do so whatever the others come to. */
  set(
    outcome: Outcome,
    { threads, runnable, waiting }: ThreadTable,
    hopeless: readonly ThreadId[],
    report: Report,
  ): void {
    if (this.outcome !== null) return;
    // One that has gone on since it was found was not without hope.
    const waits = (id: ThreadId) => !threads[id]!.ended && threads[id]!.until === Infinity && !runnable.has(id);
    const stuck = hopeless.length > 0 && outcome !== 'stopped' && hopeless.every(waits);
    this.outcome = stuck ? 'deadlock' : outcome;
    const alive = threads.flatMap(({ ended, due }, id) => (ended || due ? [] : [id]));
    const left = stuck && runnable.size + waiting.length > 0 ? hopeless : alive;
    this.blocked = left.flatMap((id) => report.blocked(id, threads[id]!.until) ?? []);
    this.living = threads.flatMap(({ ended }, id) =>
      ended || this.blocked.some(({ thread }) => thread === id) ? [] : [id],
    );
  }

  /** Threads that may wait for futures for ever, as a list with commas. */
  unserved(report: Report): string {
    if (this.outcome === 'finished' || this.outcome === 'stopped') return '';
    return this.blocked.flatMap(({ thread }) => (report.mayAwait(thread) ? [thread] : [])).join(',');
  }

  /** Keeps which futures a thread waits for; they come as JSON. */
  awaits(thread: ThreadId, futures: string): void {
    const awaits = JSON.parse(futures) as BlockedThread['awaits'];
    this.blocked = this.blocked.map((one) => (one.thread === thread ? { ...one, awaits } : one));
  }
}
