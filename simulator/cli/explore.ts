import process from 'node:process';
import { explain, turnsOf } from '../engines/python/analysis/explain.ts';
import { explore, type ExploreProgress, type FailingSchedule } from '../engines/python/analysis/explore.ts';
import { outcomeOf } from '../engines/python/interpreter/outcome.ts';
import type { OutcomeCount } from '../engines/python/analysis/outcome-counts.ts';
import type { Interpreter } from '../engines/python/interpreter/interpreter.ts';
import type { Program, RunOptions } from '../engines/python/interpreter/program.ts';
import { scheduleText, Writer } from '../engines/python/analysis/schedule-text.ts';
import { schedulerOf } from '../schedule/policies.ts';
import { recordExecution, executionOf } from '../engines/python/analysis/execution.ts';
import { junitOf, sarifOf } from './ci.ts';
import { inWords, type ExploreReport } from './explore-report.ts';
import { programAt } from './folder.ts';
import { searchOptions } from './search-options.ts';
import { Standby, usualWorkers } from './standby.ts';
import { startClosed } from './start.ts';
import { EXIT, firstArgument, STEPPED } from './usage.ts';
import { stepsOf } from './run.ts';
import { describeOutcome, describeFailure, describeNotes } from './describe.ts';
import { writeOut } from './write.ts';

export const EXPLORE_HELP = `lab explore FILE.py [options]

Runs a Python program under many schedules and looks for one that fails: a deadlock, a livelock, an exception that nobody
catches, an exit code that is not 0, or work left in a queue whose task_done is called. If no run comes to an end, that is a
failure too. The failing schedule is reduced to the fewest preemptions and
told in plain English; "lab run FILE.py --schedule replay:STRING" runs it again.

${STEPPED}

  --schedules N         how many at most, 1000 if left out; it stops at the first that fails
  --time SECONDS        how long at most
  --strategy HOW        auto (the default): first without a preemption and in turns, then several of these, each in turn;
                        surw: the order of the accesses to one location is drawn uniformly; urw: each thread in proportion
                        to the steps it has left; pos: random priorities, drawn anew among steps that depend on each other;
                        dpor: each order of the steps that depend on each other, once (granularity access);
                        pct: a random priority for each thread, changed at a few random steps;
                        random: any thread at each step;
                        dfs: all schedules with 0 preemptions, then with 1, 2 and so on;
                        exhaustive: all schedules with few preemptions, each once
  --depth N             for pct and auto: PCT changes priorities at N - 1 steps; 3 for pct, and 2, 3, 5 in turn for auto
  --preemptions N       for exhaustive: at most so many, 2 if left out; for dfs and auto: where they end, 20 if left out
  --seed N              where random schedules begin; 1 if left out
  --granularity WHERE   where threads can be switched: operation, line, access (before what touches memory that others
                        see), bytecode or cpython; if left out, all but the last, in turn
  --max-steps N         stop a run after N steps; 20000 if left out
  --workers N           threads that share the search once it has taken long, as many as the computer has, if left out;
                        what is found is the same with any number
  --all                 go on after the first failure, to count how often it fails
  --json                print one JSON object
  --junit OUT.xml       write down the result for a CI server, as JUnit does
  --sarif OUT.sarif     the same as SARIF 2.1.0, with the line of the program

The JSON: explored, outcomes (how many runs ended how), endings (the same, told apart by error and last line printed, each
with its replay), failure (status, error, granularity, schedule, preemptions, proven, explanation) or null, levels (what was
tried at each granularity), exhausted, unstable, schedulesPerSecond.

Exit code: 0 no failure found, 1 a failure, 2 the command cannot be carried out.`;

/** `lab explore`. */
export async function exploreCommand(args: string[]): Promise<number> {
  const { positionals, options: search, workers, json, junit, sarif } = searchOptions(args);
  const [file, ...rest] = firstArgument(positionals, 'FILE.py');
  const options = { ...search, args: rest };
  const { program } = programAt(file);
  const standby = new Standby((workers ?? usualWorkers()) - 1, program);
  const interpreter = await startClosed((snapshot) => (standby.snapshot = snapshot));
  const progress = showProgress(options.schedules, process.stderr.isTTY);
  const show = (now: ExploreProgress) => {
    progress.show(now);
    return standby.follow(now);
  };
  const never = () => false;
  const found = await explore(interpreter, program, options, show, never, outcomeOf, standby.helpers);
  standby.dispose();
  progress.clear();

  const { maxSteps } = options;
  const again = { maxSteps, args: rest };
  const failure = found.failure && (await failureOf(interpreter, program, found.failure, again));
  const endings: ExploreReport['endings'] = [];
  for (const outcome of found.unstable ? [] : found.outcomes)
    endings.push(await replayable(interpreter, program, outcome, again));
  const report: ExploreReport = {
    explored: found.explored,
    outcomes: counted(found.outcomes),
    endings,
    failure,
    levels: found.levels,
    unseen: found.unseen,
    shared: found.shared,
    exhausted: found.exhausted,
    unstable: found.unstable,
    schedulesPerSecond: Math.round(found.runs / found.seconds),
  };
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : inWords(file, report, maxSteps));
  if (junit !== undefined) writeOut(junit, junitOf(file, report, found.seconds));
  if (sarif !== undefined) writeOut(sarif, sarifOf(file, report));
  return failure || found.unstable ? EXIT.bad : EXIT.good;
}

const counted = (outcomes: readonly { status: string; count: number }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, count } of outcomes) counts[status] = (counts[status] ?? 0) + count;
  return counts;
};

/** Runs one schedule of an outcome again, to write it down as one that any later version can replay. */
async function replayable(
  interpreter: Interpreter,
  program: Program,
  { status, error, last, count, failed, schedule, granularity }: OutcomeCount,
  options: RunOptions,
): Promise<ExploreReport['endings'][number]> {
  const writer = new Writer(schedulerOf(schedule));
  const run = await interpreter.run(program, writer, { ...options, granularity });
  const replay = scheduleText({ granularity, schedule: writer.schedule, steps: stepsOf(run) });
  return { status, error, last, count, failed, replay };
}

async function failureOf(
  interpreter: Interpreter,
  program: Program,
  { outcome, granularity, schedule, preemptions, proven }: FailingSchedule,
  options: RunOptions,
): Promise<NonNullable<ExploreReport['failure']>> {
  const execution = executionOf(
    await recordExecution(interpreter, program, schedule, { ...options, granularity, capture: false, uses: true }),
  );
  const { run } = execution;
  const pauses = explain(execution);
  const turns = pauses.length > 0 ? [] : turnsOf(execution);
  return {
    status: outcome.status,
    error: outcome.error || null,
    granularity,
    schedule: scheduleText({ granularity, schedule, steps: stepsOf(run) }),
    preemptions: Number.isFinite(preemptions) ? preemptions : null,
    proven,
    line: run.uncaught.find(({ line }) => line > 0)?.line ?? pauses.find(({ line }) => line > 0)?.line ?? null,
    explanation: outcome.status === 'budget' ? describeOutcome(run) : describeFailure(pauses, turns, run),
    notes: describeNotes(run.notes),
  };
}

/** Milliseconds between two words on how far it has come: on a terminal, and in a file or a pipe. */
const PACE = { terminal: 100, pipe: 5000 };

function showProgress(schedules: number, terminal: boolean) {
  let shown = performance.now();
  return {
    show({ phase, explored }: ExploreProgress) {
      const now = performance.now();
      if (now - shown < (terminal ? PACE.terminal : PACE.pipe)) return;
      shown = now;
      const text = phase === 'searching' ? `${explored} of ${schedules} schedules` : 'a failure: making it smaller';
      process.stderr.write(terminal ? `\r\u001b[K${text}` : `lab: ${text}\n`);
    },
    clear: () => void (terminal && process.stderr.write('\r\u001b[K')),
  };
}
