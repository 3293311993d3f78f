import process from 'node:process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PythonRun } from '../engines/python/interpreter/python-run.ts';
import { statusOf } from '../engines/python/interpreter/outcome.ts';
import { GRANULARITIES, type Granularity, type RunOptions } from '../engines/python/interpreter/program.ts';
import {
  readScheduleText,
  scheduleText,
  ScheduleTextError,
  Writer,
  type Replay,
} from '../engines/python/analysis/schedule-text.ts';
import { ReplayMismatch, schedulerOf } from '../schedule/policies.ts';
import { POLICY_KINDS, policyOfKind } from '../schedule/scheduler.ts';
import { exportTrace } from '../trace/json.ts';
import { base } from './base.ts';
import { programAt } from './folder.ts';
import { startClosed } from './start.ts';
import { OPTIONS } from './options.ts';
import { EXIT, firstArgument, oneOf, parse, STEPPED, UsageError, wholeNumber } from './usage.ts';
import { describeOutcome, describeNotes } from './describe.ts';

export const RUN_HELP = `lab run FILE.py [options] [-- ARGS...]

Runs a Python program once, under a schedule that you choose. Its threads are CPython's, switched only where the schedule
says so, and its clock is virtual: a program that sleeps for an hour is over at once, and t is exact. The folder of the
file can be imported and read; what the program writes to files is gone when it ends. input() has nobody to ask.

${STEPPED}

  --schedule WHO        round-robin (the default), run-to-block, random, pct, or replay:STRING
  --seed N              for random and pct; 1 if left out. Python's own random always begins in the same way
  --granularity WHERE   where threads can be switched: operation (the default), line, bytecode or cpython;
                        a replay brings its own
  --real-time           let the clock run, instead of moving it
  --max-steps N         stop after N steps; 1000000 if left out
  --trace OUT.json      write down what happened, for the simulator page
  --json                print one JSON object instead of the program's output

The JSON: status (finished, deadlock, exception, livelock or budget), stdout, stderr, clock (seconds), steps, schedule (for
replay:), blocked (who waits: thread, on, holder), error, exitCode (what the program asked for), lost (work left in queues).
A program that calls sys.exit(3) has finished: exitCode is 3, error says so, and lab's own exit code is 0.

Exit code: 0 finished, 1 anything else, 2 the command cannot be carried out.`;

/** Depth of the bugs that `pct` looks for. */
const DEPTH = 3;

/** `lab run`. */
export async function runCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS.run);
  const [file, ...rest] = firstArgument(positionals, 'FILE.py');
  const wanted = values.granularity === undefined ? null : oneOf('granularity', values.granularity, GRANULARITIES);
  const replay = replayOf(values.schedule, wanted, wholeNumber('seed', values.seed, 0));
  const maxSteps = wholeNumber('max-steps', values['max-steps'], 1);
  const { program, leftOut } = programAt(file);
  if (leftOut.length > 0) process.stderr.write(`lab: too large, so the program cannot see: ${leftOut.join(', ')}\n`);

  const interpreter = await startClosed();
  const options: RunOptions = {
    granularity: replay.granularity,
    realTime: values['real-time'],
    maxSteps,
    record: values.trace !== undefined,
    args: rest,
  };
  const output = { stdout: '', stderr: '' };
  const writer = new Writer(schedulerOf(replay.schedule));
  let run: PythonRun;
  try {
    run = await interpreter.run(program, writer, options, {
      output(text, stderr) {
        if (values.json) output[stderr ? 'stderr' : 'stdout'] += text;
        else process[stderr ? 'stderr' : 'stdout'].write(text);
      },
    });
  } catch (error) {
    if (error instanceof ReplayMismatch)
      throw new UsageError(`the schedule is not one of this program: ${error.message}`);
    return died(error, values.json, output);
  }
  if (replay.steps > 0 && run.steps !== replay.steps)
    throw new UsageError(
      `the schedule is not one of this program: it has ${replay.steps} steps, this run ${run.steps}`,
    );
  const { granularity } = replay;
  const schedule = scheduleText({ granularity, schedule: writer.schedule, steps: stepsOf(run) });
  if (values.trace !== undefined) {
    const origin = { program, granularity, schedule: writer.schedule };
    writeTrace(values.trace, exportTrace(run.trace!, origin));
  }
  const report = reportOf(run, schedule);
  if (values.json) process.stdout.write(`${JSON.stringify({ ...report, ...output }, null, 2)}\n`);
  else for (const line of [describeOutcome(run), ...describeNotes(run.notes)]) process.stderr.write(`lab: ${line}\n`);
  return report.status === 'finished' ? EXIT.good : EXIT.bad;
}

/** Python itself has died in the program: there is no more to say of the run than that. */
function died(error: unknown, json: boolean, output: { stdout: string; stderr: string }): number {
  const message = `Python died: ${error instanceof Error ? error.message : JSON.stringify(error)}`.slice(0, 300);
  const report = { status: 'exception', ...output, clock: 0, steps: 0, schedule: '', blocked: [], error: message };
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stderr.write(`lab: ${message}\n`);
  return EXIT.bad;
}

/** A run that was cut off has no end of its own: its number of steps says nothing. */
export const stepsOf = ({ outcome, steps }: Pick<PythonRun, 'outcome' | 'steps'>) => (outcome === 'budget' ? 0 : steps);

function reportOf(run: PythonRun, schedule: string) {
  const { uncaught, blocked, lost, names, clock, steps, exitCode, notes } = run;
  const status = statusOf(run);
  const exit = exitCode !== 0 && uncaught.length === 0 ? `SystemExit: ${exitCode}` : null;
  return {
    status: status === 'lost' ? 'finished' : status,
    stdout: '',
    stderr: '',
    clock,
    steps,
    schedule,
    blocked: blocked.map(({ name, on, holder }) => ({
      thread: name,
      on,
      holder: holder === null ? null : names[holder]!,
    })),
    error: uncaught[0]?.message ?? exit,
    exitCode,
    lost,
    notes,
  };
}

function replayOf(schedule: string, wanted: Granularity | null, seed: number): Replay {
  if (schedule.startsWith('replay:')) return readReplay(schedule.slice('replay:'.length), wanted);
  const kind = POLICY_KINDS.find((policy) => policy === schedule);
  if (!kind) throw new UsageError(`--schedule takes one of ${POLICY_KINDS.join(', ')}, replay:STRING, not ${schedule}`);
  const policy = policyOfKind(kind, { seed, depth: DEPTH });
  return { granularity: wanted ?? 'operation', schedule: { policy, picks: [] }, steps: 0 };
}

function readReplay(text: string, wanted: Granularity | null): Replay {
  try {
    const replay = readScheduleText(text);
    if (wanted && wanted !== replay.granularity)
      throw new UsageError(`the schedule was made with --granularity ${replay.granularity}, not ${wanted}`);
    return replay;
  } catch (error) {
    throw error instanceof ScheduleTextError ? new UsageError(error.message) : error;
  }
}

function writeTrace(path: string, text: string): void {
  try {
    writeFileSync(resolve(base(), path), text);
  } catch (error) {
    throw new UsageError(`the trace cannot be written: ${(error as Error).message}`);
  }
}
