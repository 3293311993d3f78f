import { lenient, ReplayMismatch } from '../../../schedule/policies.ts';
import { upTo, type Schedule } from '../../../schedule/scheduler.ts';
import type { Execution } from '../../../run/execution.ts';
import type { Blocked, Finding } from '../../../trace/diagnose.ts';
import { Player } from '../../../trace/player.ts';
import { Trace, type TraceData } from '../../../trace/trace.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Listeners, PythonRun } from '../interpreter/python-run.ts';
import type { Program, RunOptions } from '../interpreter/program.ts';

/** The result of a run without its trace. */
export type Account = Omit<PythonRun, 'trace'>;

/** A whole run of a Python program, as a session steps through it. */
export interface PythonExecution extends Execution {
  readonly program: Program;
  readonly options: RunOptions;
  readonly run: Account;
  readonly output: readonly Output[];
}

/** A piece of a program's output. */
export interface Output {
  readonly text: string;
  readonly stderr: boolean;
}

/** A {@link PythonExecution} as it travels between workers. */
export interface PythonExecutionData {
  readonly program: Program;
  readonly options: RunOptions;
  readonly schedule: Schedule;
  readonly run: Account;
  readonly output: readonly Output[];
  readonly trace: TraceData;
  readonly mismatch: { readonly step: number; readonly thread: number } | null;
}

/**
 * Runs the program under the schedule and keeps everything. A schedule that does not fit is kept as far as it does, and
 * the execution says so.
 */
export async function recordExecution(
  interpreter: Interpreter,
  program: Program,
  schedule: Schedule,
  options: RunOptions = {},
  listeners: Listeners = {},
): Promise<PythonExecutionData> {
  const all = { capture: true, ...options, record: true };
  const output: Output[] = [];
  const { scheduler, mismatch } = lenient(schedule);
  const { trace, ...run } = await interpreter.run(program, scheduler, all, {
    ...listeners,
    output: (text, stderr) => {
      output.push({ text, stderr });
      listeners.output?.(text, stderr);
    },
  });
  return { program, options: all, ...fitted(schedule, mismatch()), run, output, trace: trace!.toData() };
}

/** The part of a schedule that fitted, and the first override that did not. */
export function fitted(
  schedule: Schedule,
  mismatch: ReplayMismatch | null,
): Pick<PythonExecutionData, 'schedule' | 'mismatch'> {
  if (!mismatch) return { schedule, mismatch: null };
  const { step, thread } = mismatch;
  return {
    schedule: upTo(schedule, step),
    mismatch: { step, thread },
  };
}

/** The execution that the data describe, ready to be stepped. */
export function executionOf({ trace: data, mismatch, ...rest }: PythonExecutionData): PythonExecution {
  const trace = Trace.from(data);
  return {
    ...rest,
    trace,
    player: new Player(trace),
    outcome: rest.run.outcome,
    findings: findingsOf(rest.run, trace),
    mismatch: mismatch && new ReplayMismatch(mismatch.step, mismatch.thread),
  };
}

/** Lists the faults of a run, the worst first. */
function findingsOf({ outcome, blocked: threads, uncaught }: Account, trace: Trace): Finding[] {
  const findings: Finding[] = [];
  if (outcome === 'deadlock' || outcome === 'livelock') {
    const player = new Player(trace);
    const state = player.seek(trace.length);
    const blocked = threads.map(({ thread, holder, until: deadline }): Blocked => {
      const { queue, condition, target, object } = state.threads[thread]!;
      return {
        thread,
        queue: condition === null ? null : queue,
        condition,
        target: target >= 0 ? target : null,
        object: object >= 0 ? object : null,
        deadline,
        holders: holder === null ? [] : [holder],
      };
    });
    findings.push({ kind: outcome, blocked });
  }
  if (outcome === 'budget') findings.push({ kind: 'budget', events: trace.length });
  for (const { thread, error, message } of uncaught) findings.push({ kind: 'exception', thread, error, message });
  return findings;
}
