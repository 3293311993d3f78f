import type { RunSteps } from '../../../schedule/access.ts';
import { Redundant } from '../../../schedule/scheduler.ts';
import type { Outcome } from '../../../trace/diagnose.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { AccessLog } from './access-log.ts';
import type { Reach } from './evidence.ts';
import type { HostRun } from './host-run.ts';
import type { Host } from './host.ts';
import type { BlockedThread, Lost, Note, Stack, Uncaught, Use } from './program.ts';
import type { Recorder } from './recorder.ts';

/** One run of a program. */
export interface PythonRun {
  outcome: Outcome;
  clock: number;
  steps: number;
  /** The thread that was let go at each step. */
  choices: number[];
  /** Threads that could not go on when it ended. Of a deadlock beside others that could: those that wait for ever. */
  blocked: readonly BlockedThread[];
  /** Threads that could go on when it ended. */
  living: readonly number[];
  uncaught: readonly Uncaught[];
  lost: readonly Lost[];
  exitCode: number;
  /** The exit code tells of a failure: it is not 0, and no tests of the program have passed. */
  exitFailed: boolean;
  notes: readonly Note[];
  names: readonly string[];
  /** The record of events; null: the options asked for none. */
  trace: Trace | null;
  stacks: readonly Stack[];
  /** Uses of variables, in order; empty: the options asked for none. */
  uses: readonly Use[];
  /** The scheduler has left it, since the rest is known from other runs. */
  redundant: boolean;
  /** The steps and what they touch; null: the options did not ask for it. */
  log: RunSteps | null;
  /** The line where a program under a check has looked at it; null: none. */
  reach: Reach | null;
}

export interface Listeners {
  output?: (text: string, stderr: boolean) => void;
  /** Called with a check's verdict: a failed expectation as JSON, or '' when the check has come to its end. */
  verdict?: (failed: string) => void;
  /** Asked at every switch point. */
  stopped?: () => boolean;
}

/** The place where CPython's compiler stopped. Lines and columns from 1; 0: unknown. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
}

/** A problem as lab_run returns it. */
export type ProblemRow = [file: string, line: number, column: number, endLine: number, endColumn: number, text: string];

export const problemIn = ([file, line, column, endLine, endColumn, message]: ProblemRow): Problem => ({
  file,
  line,
  column,
  endLine,
  endColumn,
  message,
});

/** The result of a run that is over. @throws what the scheduler threw. */
export function pythonRunOf(run: HostRun, host: Host, recorder: Recorder | null, choices: number[]): PythonRun {
  const redundant = run.ended.error instanceof Redundant;
  if (run.ended.error !== null && !redundant) throw run.ended.error;
  const { report } = host.observer;
  if (recorder?.full) report.notes.add('trace-full');
  return {
    outcome: run.ended.outcome!,
    clock: run.clock.now,
    steps: run.steps,
    choices,
    blocked: run.ended.blocked,
    living: run.ended.living,
    uncaught: report.uncaught,
    lost: report.lost,
    exitCode: report.exitCode,
    exitFailed: report.exitFailed,
    notes: [...report.notes],
    names: report.names,
    trace: recorder?.trace ?? null,
    stacks: recorder?.stacks ?? [],
    uses: recorder?.uses ?? [],
    redundant,
    log: run.log && stepsOf(run.log, run.ended.outcome!, host.locations.unseen.size > 0, redundant),
    reach: host.observer.evidence.reach,
  };
}

const stepsOf = (log: AccessLog, outcome: Outcome, unseen: boolean, redundant: boolean): RunSteps => ({
  steps: log.steps,
  timed: log.busy,
  nested: log.nested,
  unseen,
  whole: redundant || outcome === 'finished' || outcome === 'deadlock',
  finished: outcome === 'finished',
});
