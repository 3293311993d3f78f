import process from 'node:process';
import { explain } from '../engines/python/analysis/explain.ts';
import { explore, STRATEGIES, type ExploreProgress, type FailingSchedule } from '../engines/python/analysis/explore.ts';
import type { Interpreter } from '../engines/python/interpreter/interpreter.ts';
import {
  GRANULARITIES,
  type Granularity,
  type Program,
  type RunOptions,
} from '../engines/python/interpreter/program.ts';
import { scheduleText } from '../engines/python/analysis/schedule-text.ts';
import { recordExecution, executionOf } from '../engines/python/analysis/execution.ts';
import { programOf } from './folder.ts';
import { startClosed } from './start.ts';
import { EXIT, firstOf, oneOf, parse, wholeNumber } from './usage.ts';
import { stepsOf } from './run.ts';
import { describeOutcome, describeFailure, describeNotes } from './describe.ts';

export const EXPLORE_HELP = `lab explore FILE.py [options]

Runs a Python program under many schedules and looks for one that fails: a deadlock, a livelock, an exception that nobody
catches, an exit code that is not 0, or work left in a queue whose task_done is called. If no run comes to an end, that is a
failure too. The failing schedule is reduced to the fewest preemptions and
told in plain English; "lab run FILE.py --schedule replay:STRING" runs it again.

  --schedules N         how many at most, 1000 if left out; it stops at the first that fails
  --strategy HOW        pct (the default): a random priority for each thread, changed at a few random steps;
                        random: any thread at each step; exhaustive: all schedules with few preemptions, each once
  --preemptions N       for exhaustive: at most so many; 2 if left out
  --seed N              where random schedules begin; 1 if left out
  --granularity WHERE   where threads can be switched: operation (the default), line, bytecode or cpython
  --max-steps N         stop a run after N steps; 20000 if left out
  --all                 go on after the first failure, to count how often it fails
  --json                print one JSON object

The JSON: explored, outcomes (how many runs ended how), endings (the same, told apart by error and last line printed),
failure (status, error, schedule, preemptions, proven, explanation) or null, exhausted, unstable, schedulesPerSecond.

Exit code: 0 no failure found, 1 a failure, 2 the command cannot be carried out.`;

/** `lab explore`. */
export async function exploreCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    schedules: { type: 'string', default: '1000' },
    strategy: { type: 'string', default: 'pct' },
    preemptions: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    granularity: { type: 'string', default: 'operation' },
    'max-steps': { type: 'string', default: '20000' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [file, ...args_] = firstOf(positionals, 'FILE.py');
  const granularity = oneOf('granularity', values.granularity, GRANULARITIES);
  const options = {
    schedules: wholeNumber('schedules', values.schedules, 1),
    strategy: oneOf('strategy', values.strategy, STRATEGIES),
    preemptions: wholeNumber('preemptions', values.preemptions, 0, 20),
    from: wholeNumber('seed', values.seed, 0),
    granularity,
    maxSteps: wholeNumber('max-steps', values['max-steps'], 1),
    count: values.all,
    args: args_,
  };
  const { program } = programOf(file);
  const interpreter = await startClosed();
  const progress = showProgress(options.schedules, process.stderr.isTTY);
  const found = await explore(interpreter, program, options, progress.show);
  progress.clear();

  const { maxSteps } = options;
  const failure =
    found.failure && (await failureOf(interpreter, program, found.failure, { granularity, maxSteps, args: args_ }));
  const result = {
    explored: found.explored,
    outcomes: counted(found.outcomes),
    endings: found.outcomes.map(({ status, error, last, count }) => ({ status, error, last, count })),
    failure,
    exhausted: found.exhausted,
    unstable: found.unstable,
    schedulesPerSecond: Math.round(found.runs / found.seconds),
  };
  process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : inWords(file, result, maxSteps));
  return failure || found.unstable ? EXIT.bad : EXIT.good;
}

interface Found {
  explored: number;
  outcomes: Record<string, number>;
  endings: { status: string; error: string; last: string; count: number }[];
  failure: {
    status: string;
    schedule: string;
    preemptions: number | null;
    explanation: string;
    notes: string[];
  } | null;
  exhausted: boolean;
  unstable: boolean;
  schedulesPerSecond: number;
}

const counted = (outcomes: readonly { status: string; count: number }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, count } of outcomes) counts[status] = (counts[status] ?? 0) + count;
  return counts;
};

async function failureOf(
  interpreter: Interpreter,
  program: Program,
  { outcome, schedule, preemptions, proven }: FailingSchedule,
  options: RunOptions & { granularity: Granularity },
) {
  const execution = executionOf(await recordExecution(interpreter, program, schedule, { ...options, capture: false }));
  return {
    status: outcome.status,
    error: outcome.error || null,
    schedule: scheduleText({ granularity: options.granularity, schedule, steps: stepsOf(execution.run) }),
    preemptions: Number.isFinite(preemptions) ? preemptions : null,
    proven,
    explanation:
      outcome.status === 'budget' ? describeOutcome(execution.run) : describeFailure(explain(execution), execution.run),
    notes: describeNotes(execution.run.notes),
  };
}

function inWords(
  file: string,
  { explored, endings, failure, exhausted, unstable, schedulesPerSecond }: Found,
  maxSteps: number,
): string {
  const lines = [`${explored} schedules explored, ${schedulesPerSecond} a second.`];
  for (const { status, error, last, count } of endings)
    lines.push(`${String(count).padStart(7)}  ${status}${error && `: ${error}`}${last && `  (last line: ${last})`}`);
  if (exhausted) lines.push('There are no more schedules with so few preemptions.');
  if (unstable)
    lines.push('The program does not do the same twice under one schedule: what was found cannot be replayed.');
  if (failure) {
    const { status, preemptions, schedule, explanation, notes } = failure;
    const many = preemptions === 1 ? '1 preemption' : `${preemptions} preemptions`;
    const how =
      status === 'budget' ? 'No run came to an end.' : preemptions === null ? 'It fails.' : `It fails with ${many}.`;
    const again = status === 'budget' ? ` --max-steps ${maxSteps}` : '';
    lines.push(
      '',
      [how, explanation, ...notes].join(' '),
      '',
      `Again: lab run ${file} --schedule replay:${schedule}${again}`,
    );
  }
  return `${lines.join('\n')}\n`;
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
