import { channelEnd } from '../../../port/channel.ts';
import { lenient } from '../../../schedule/policies.ts';
import type { Task } from '../../../exercise/exercise.ts';
import { explore, type Exploration, type ExploreOptions, type ExploreProgress } from '../analysis/explore.ts';
import { helpSearch } from '../analysis/help-search.ts';
import { outcomeOf } from '../interpreter/outcome.ts';
import { grade, type PythonGrade } from '../analysis/grade.ts';
import type { GradeProgress } from '../../../exercise/grade.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Problem } from '../interpreter/python-run.ts';
import { OutputBatcher } from './output-batcher.ts';
import type { Program } from '../interpreter/program.ts';
import type { RequestContext, ProgramRequest, RunData, RunProgress } from './protocol.ts';
import { fitted } from '../analysis/execution.ts';

/** Everything the worker can be asked for, by name; `client.ts` takes its types from here. */
export const REQUEST_HANDLERS = { run, problems, explore: exploring, grade: grading, help };

/** Milliseconds between two messages of progress: each is drawn by the page's thread, beside the workers. */
const TELL = 125;
/** Milliseconds after which a search looks whether it is stopped. */
const HEAR = 50;

type Requests = typeof REQUEST_HANDLERS;
export type RequestKind = keyof Requests;
export type RequestBody<K extends RequestKind> = Parameters<Requests[K]>[1];
export type Answer<K extends RequestKind> = Awaited<ReturnType<Requests[K]>>;
export type Progress<K extends RequestKind> = Requests[K] extends (
  interpreter: never,
  body: never,
  context: RequestContext<infer P>,
) => unknown
  ? P
  : never;

/** Runs a program once, under a schedule. */
async function run(
  interpreter: Interpreter,
  { program, schedule, options }: ProgramRequest,
  context: RequestContext<RunProgress>,
): Promise<RunData> {
  const batcher = new OutputBatcher((output, steps) => context.progress({ output, steps }));
  const { scheduler, mismatch } = lenient(schedule);
  const { trace, ...account } = await interpreter.run(program, scheduler, options, {
    output: (text, stderr) => batcher.add(text, stderr),
    stopped: () => {
      batcher.step();
      return context.stopped();
    },
  });
  batcher.flush();
  return { program, options, ...fitted(schedule, mismatch()), run: account, trace: trace && trace.toData() };
}

/** Runs a program under many schedules. */
function exploring(
  interpreter: Interpreter,
  { program, options }: { program: Program; options: ExploreOptions },
  context: RequestContext<ExploreProgress>,
): Promise<Exploration> {
  const tell = seldom(context);
  let last = performance.now();
  const progress = async (now: ExploreProgress) => {
    tell(now);
    if (performance.now() - last < HEAR) return;
    // Without shared memory a stop is a message, and runs leave no time to read it.
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
  return explore(interpreter, program, options, progress, () => context.stopped(), outcomeOf, context.helpers);
}

/** Runs what another worker's search asks for, until this worker is ended. */
function help(
  interpreter: Interpreter,
  { program, port }: { program: Program; port: MessagePort },
  _context: RequestContext<never>,
): Promise<never> {
  helpSearch(interpreter, program, channelEnd(port));
  return new Promise(() => {});
}

/** Grades a learner's files for an exercise. */
function grading(
  interpreter: Interpreter,
  { exercise, files }: { exercise: Task; files: Program['files'] },
  context: RequestContext<GradeProgress>,
): Promise<PythonGrade> {
  return grade(interpreter, exercise, files, seldom(context), () => context.stopped());
}

/** A context's `progress` for those who call it after every little thing: some calls go nowhere. */
function seldom<P>(context: RequestContext<P>): (progress: P) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < TELL) return;
    last = now;
    context.progress(progress);
  };
}

/** Problems that CPython's compiler finds in the files. */
function problems(interpreter: Interpreter, files: Program['files'], _job: RequestContext<never>): Problem[] {
  return interpreter.problems(files);
}
