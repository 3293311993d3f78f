import { lenient } from '../../../schedule/policies.ts';
import type { Task } from '../analysis/exercise.ts';
import { explore, type Exploration, type ExploreOptions, type ExploreProgress } from '../analysis/explore.ts';
import { grade, type Grade, type GradeProgress } from '../analysis/grade.ts';
import type { Interpreter, Problem } from '../interpreter/interpreter.ts';
import { Outbox } from './outbox.ts';
import type { Program } from '../interpreter/program.ts';
import type { Job, RunAsk, RunData, RunProgress } from './protocol.ts';
import { fitted } from '../analysis/execution.ts';

/** Everything the worker can be asked for, by name; {@link PythonClient.request} takes its types from here. */
export const REQUESTS = { run, problems, explore: exploring, grade: grading };

/** Milliseconds between two messages of progress. */
const SELDOM = 50;

type Requests = typeof REQUESTS;
export type Kind = keyof Requests;
export type Ask<K extends Kind> = Parameters<Requests[K]>[1];
export type Answer<K extends Kind> = Awaited<ReturnType<Requests[K]>>;
export type Progress<K extends Kind> = Requests[K] extends (
  interpreter: never,
  ask: never,
  job: Job<infer P>,
) => unknown
  ? P
  : never;

/** Runs a program once, under a schedule. */
async function run(
  interpreter: Interpreter,
  { program, schedule, options }: RunAsk,
  job: Job<RunProgress>,
): Promise<RunData> {
  const outbox = new Outbox((output, steps) => job.progress({ output, steps }));
  const { scheduler, mismatch } = lenient(schedule);
  const { trace, ...account } = await interpreter.run(program, scheduler, options, {
    output: (text, stderr) => outbox.add(text, stderr),
    stopped: () => {
      outbox.step();
      return job.stopped();
    },
  });
  outbox.flush();
  return { program, options, ...fitted(schedule, mismatch()), run: account, trace: trace && trace.toData() };
}

/** Runs a program under many schedules. */
function exploring(
  interpreter: Interpreter,
  { program, options }: { program: Program; options: ExploreOptions },
  job: Job<ExploreProgress>,
): Promise<Exploration> {
  const tell = seldom(job);
  let last = performance.now();
  const progress = async (now: ExploreProgress) => {
    tell(now);
    if (performance.now() - last < SELDOM) return;
    // Without shared memory a stop is a message, and runs leave no time to read it.
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
  return explore(interpreter, program, options, progress, () => job.stopped());
}

/** Grades a learner's files for an exercise. */
function grading(
  interpreter: Interpreter,
  { exercise, files }: { exercise: Task; files: Program['files'] },
  job: Job<GradeProgress>,
): Promise<Grade> {
  return grade(interpreter, exercise, files, seldom(job), () => job.stopped());
}

/** A job's `progress` for those who call it after every little thing: some calls go nowhere. */
function seldom<P>(job: Job<P>): (progress: P) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < SELDOM) return;
    last = now;
    job.progress(progress);
  };
}

/** Problems that CPython's compiler finds in the files. */
function problems(interpreter: Interpreter, files: Program['files'], _job: Job<never>): Problem[] {
  return interpreter.problems(files);
}
