import type { Schedule, Scheduler } from '../../../schedule/scheduler.ts';
import { foundSchedule, search, type Subject } from '../../../schedule/search.ts';
import { endless, type Ran } from '../../../schedule/strategy.ts';
import { checkScheduler } from '../../../exercise/check-schedules.ts';
import type { CheckScenario, Task } from '../../../exercise/exercise.ts';
import { explain, type Preemption } from './explain.ts';
import type { Reach } from '../interpreter/evidence.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { PythonRun } from '../interpreter/python-run.ts';
import type { Grade, GradeProgress, ScenarioGrade } from '../../../exercise/grade.ts';
import { disagreement, verdictOf } from './judge.ts';
import type { Message } from '../../../exercise/message.ts';
import type { OutcomeStatus } from '../interpreter/outcome.ts';
import type { BlockedThread, Program, RunOptions } from '../interpreter/program.ts';
import { recordExecution, executionOf } from './execution.ts';

/** The grade of a program of Python. */
export type PythonGrade = Grade<ScenarioFailure>;

/** A scenario that does not hold: what to say about it, and all it takes to show it. */
export interface ScenarioFailure {
  message: Message;
  status: OutcomeStatus;
  program: Program;
  options: RunOptions;
  /** The fewest preemptions that fail in the same way. */
  schedule: Schedule;
  preemptions: Preemption[];
  /** Names of the threads, by their numbers in `preemptions` and `blocked`. */
  names: readonly string[];
  blocked: readonly BlockedThread[];
}

/** The program that runs a scenario: it is one of ours. */
const ENTRY = '/lab_runtime/lab_check.py';
const CHECK = '/lab_runtime/check.py';
/** Runs that a failing schedule may take to shrink. */
const SHRINK = 600;

/**
 * Runs the check of an exercise on a learner's files: each scenario under its schedules, to its first failure. The same
 * files always get the same grade. `progress` is called before every run; `stopped` ends the grading with what there is.
 * `shrink` is the number of runs that it may take to make a failing schedule small; with 0 it stays as it was found.
 */
export async function grade(
  interpreter: Interpreter,
  exercise: Task,
  files: Readonly<Record<string, string>>,
  progress: (now: GradeProgress) => void = () => {},
  stopped: () => boolean = () => false,
  shrink = SHRINK,
): Promise<PythonGrade> {
  const graded = Object.fromEntries(
    Object.entries(exercise.starter).map(([name, text]) => [
      name,
      exercise.given.includes(name) ? text : (files[name] ?? ''),
    ]),
  );
  // An instructor may have written the check.
  const problems = [graded, { 'check.py': exercise.check }].flatMap((each) => interpreter.problems(each));
  const reaches = problems.length > 0 ? null : interpreter.reaches({ ...files, ...graded }, Object.keys(graded));
  if (problems.length > 0 || reaches) return { passed: false, problems, reaches, scenarios: [], stopped: false };
  const program: Program = { files: { ...files, ...graded, [CHECK]: exercise.check }, entry: ENTRY };
  const scenarios: ScenarioGrade<ScenarioFailure>[] = [];
  // Hidden ones come last, and only if the others hold: a learner with an empty file should not meet them all.
  const told = exercise.scenarios.filter(({ hidden }) => !hidden);
  const hidden = exercise.scenarios.filter((scenario) => scenario.hidden);
  for (const scenario of [...told, ...hidden]) {
    if (scenario.hidden && scenarios.slice(0, told.length).some(({ passed }) => !passed)) break;
    const outcome = await new Trial(interpreter, program, scenario, progress, stopped, shrink).grade();
    if (stopped()) return { passed: false, problems, reaches, scenarios, stopped: true };
    if ('name' in outcome) {
      const reach = outcome.file ? outcome : { ...outcome, file: Object.keys(exercise.starter)[0]!, line: 1 };
      return { passed: false, problems, reaches: reach, scenarios: [], stopped: false };
    }
    scenarios.push(outcome);
  }
  return { passed: scenarios.every(({ passed }) => passed), problems, reaches, scenarios, stopped: false };
}

/** One run of a scenario, and the word on it; null: it holds. */
interface Tried extends Ran {
  readonly run: PythonRun;
  readonly message: Message | null;
}

/** One scenario on one program. */
class Trial {
  private readonly interpreter: Interpreter;
  private readonly program: Program;
  private readonly scenario: CheckScenario;
  private readonly progress: (now: GradeProgress) => void;
  private readonly stopped: () => boolean;
  private readonly most: number;
  private readonly options: RunOptions;
  /** The check has something to say of a run that is over. */
  private readonly judges: boolean;
  private length = 50;

  constructor(
    interpreter: Interpreter,
    program: Program,
    scenario: CheckScenario,
    progress: (now: GradeProgress) => void,
    stopped: () => boolean,
    shrink: number,
  ) {
    this.most = shrink;
    this.interpreter = interpreter;
    this.program = program;
    this.scenario = scenario;
    this.progress = progress;
    this.stopped = stopped;
    const { id, granularity, maxSteps } = scenario;
    this.judges = program.files[CHECK]!.includes(`def after_${id.replaceAll('-', '_')}(`);
    this.options = { granularity, maxSteps, args: [id] };
  }

  /** Runs the schedules and gives their verdict, or the line where the program reaches for what is not its own. */
  async grade(): Promise<ScenarioGrade<ScenarioFailure> | Reach> {
    const { id, schedules } = this.scenario;
    let tried = 0;
    let shrunk = 0;
    const subject: Subject<Tried> = {
      run: async (scheduler, _attempt, purpose) => {
        const shrinking = purpose !== 'search';
        const [run, of] = shrinking ? [shrunk++, this.most] : [tried, schedules];
        this.progress({ scenario: id, run, of, shrinking });
        const made = await this.run(scheduler, !shrinking && tried === 0);
        // The verdict of a run ends it; only the learner's wish ends the grading.
        return this.stopped() ? null : { ...made, choices: made.run.choices, failed: made.message !== null };
      },
      same: ({ message }, failure) => message?.key === failure.message?.key,
    };
    const strategy = endless((n) => ({ scheduler: checkScheduler(n, this.length), policy: null }));
    // A run without any preemption cannot be made simpler.
    const limits = { schedules, shrink: (_: Tried, n: number) => (n === 1 ? 0 : this.most) };
    for await (const event of search(strategy, subject, limits)) {
      if (event.phase === 'searching') {
        tried = event.tried;
        const { run } = event.run;
        if (run.reach) return run.reach;
        this.length = run.steps;
      } else if (event.phase === 'found') {
        const { run, message, choices } = event.run;
        const schedule = tried === 1 ? RUN_TO_BLOCK : foundSchedule(event.minimal, choices);
        return { id, passed: false, runs: tried, failure: await this.failure(run, message!, schedule) };
      }
    }
    return { id, passed: true, runs: schedules, failure: null };
  }

  /** `witnessed`: its trace must agree with what the check says. */
  private async run(scheduler: Scheduler, witnessed = false): Promise<{ run: PythonRun; message: Message | null }> {
    let output = '';
    let said: string | null = null;
    const run = await this.interpreter.run(
      this.program,
      scheduler,
      { ...this.options, record: this.scenario.events || witnessed },
      {
        output: (text) => (output += text),
        // The first word counts: what a program does after it changes nothing.
        verdict: (failed) => (said ??= failed),
        stopped: () => said !== null || this.stopped(),
      },
    );
    const { id, operations } = this.scenario;
    const judge = (account: string) => (this.judges ? this.interpreter.judge(id, account) : '');
    const message = verdictOf(run, said, judge, output);
    return { run, message: message ?? (witnessed && said === '' ? disagreement(run, operations) : null) };
  }

  private async failure(run: PythonRun, message: Message, schedule: Schedule): Promise<ScenarioFailure> {
    const { program, options } = this;
    const execution = executionOf(
      await recordExecution(this.interpreter, program, schedule, { ...options, capture: false }),
    );
    return {
      message,
      status: message.status,
      program,
      options,
      schedule,
      preemptions: explain(execution),
      names: run.names,
      blocked: run.blocked,
    };
  }
}

const RUN_TO_BLOCK: Schedule = { policy: { kind: 'run-to-block' }, picks: [] };
