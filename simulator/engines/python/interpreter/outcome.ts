import type { PythonRun } from './python-run.ts';

/** Outcomes of a program's run, as seen from outside. `lost`: work was left in a queue that counts it. */
const STATUSES = ['finished', 'deadlock', 'livelock', 'exception', 'lost', 'check', 'budget', 'stopped'] as const;
export type OutcomeStatus = (typeof STATUSES)[number];

export interface ObservedOutcome {
  status: OutcomeStatus;
  /** The uncaught exception, or the message of a check; '' for none. */
  error: string;
  /** The last line that the program printed. */
  last: string;
  /** Worth showing as a bug. */
  failed: boolean;
}

/** The status of a run, the worst that can be said of it. */
export function statusOf({ outcome, uncaught, lost }: Pick<PythonRun, 'outcome' | 'uncaught' | 'lost'>): OutcomeStatus {
  if (outcome === 'deadlock' || outcome === 'livelock') return outcome;
  if (uncaught.length > 0) return 'exception';
  if (outcome === 'budget' || outcome === 'stopped') return outcome;
  return lost.length > 0 ? 'lost' : 'finished';
}

/** Returns how a search counts a run. A budget is no failure by itself: the program may only be long. */
export function outcomeOf(run: PythonRun, output: string): ObservedOutcome {
  const known = statusOf(run);
  const exited = (known === 'finished' || known === 'lost') && run.exitFailed;
  const status = exited ? 'exception' : known;
  const error = exited
    ? `SystemExit: ${run.exitCode}`
    : status === 'lost'
      ? run.lost[0]!.queue
      : (run.uncaught[0]?.error ?? '');
  const last = output.trimEnd().split('\n').at(-1)!.slice(0, 80);
  return { status, error, last, failed: !['finished', 'budget', 'stopped'].includes(status) };
}
