import type { PythonExecution } from '../../engines/python/analysis/execution.ts';
import { checkScheduler } from '../../exercise/check-schedules.ts';
import type { CheckScenario, Task } from '../../exercise/exercise.ts';
import type { Grade, GradeProgress, ScenarioGrade } from '../../exercise/grade.ts';
import type { Message } from '../../exercise/message.ts';
import { lenient } from '../../schedule/policies.ts';
import { exactly, type Schedule, type Scheduler } from '../../schedule/scheduler.ts';
import type { Outcome } from '../../trace/diagnose.ts';
import type { SourceLocation } from '../frames.ts';
import { ProgramRun } from '../host.ts';
import { CHECK, type Modules, type ProgramHost, type Raised } from '../protocol.ts';
import { Director, type TurnsEnd } from '../turns/director.ts';
import { TurnsRecord } from './record.ts';

/** The learner's files and the check, compiled. */
export interface CompiledCheck {
  readonly modules: Modules;
  /** Locations in the learner's files and the check's, from a stack, the innermost first. */
  locations(stack: string): readonly SourceLocation[];
}

/** A scenario of TypeScript that does not hold, and the schedule of the run that shows it. */
export interface UnmetScenario {
  readonly message: Message;
  readonly schedule: Schedule;
}

/** One run of a scenario: an uncaught exception has the name of its thread. */
interface Tried {
  readonly message: Message | null;
  readonly outcome: Outcome;
  readonly names: readonly string[];
  /** The thread of each step. */
  readonly choices: readonly number[];
}

/** A scenario's run that is shown: which, with which files, and what is said of a failed expectation. */
export interface ShownScenario {
  readonly scenario: string;
  readonly files: Readonly<Record<string, string>>;
  say(message: Message): string;
}

/**
 * Grades a program of TypeScript on real threads. Each scenario runs under its schedules, to its first failure, as a program
 * of Python does. The threads take turns, so the same files always get the same grade.
 */
export async function gradeTypeScript(
  host: ProgramHost,
  task: Task,
  compiled: CompiledCheck,
  progress: (now: GradeProgress) => void = () => {},
  stopped: () => boolean = () => false,
): Promise<Grade<UnmetScenario>> {
  const scenarios: ScenarioGrade<UnmetScenario>[] = [];
  const grade = (passed: boolean) => ({ passed, problems: [], reaches: null, scenarios, stopped: stopped() });
  const told = task.scenarios.filter(({ hidden }) => !hidden);
  for (const scenario of [...told, ...task.scenarios.filter(({ hidden }) => hidden)]) {
    if (scenario.hidden && scenarios.slice(0, told.length).some(({ passed }) => !passed)) break;
    const { id, schedules } = scenario;
    let length = 50;
    let failure: UnmetScenario | null = null;
    let runs = 0;
    while (runs < schedules && !failure) {
      progress({ scenario: id, run: runs, of: schedules, shrinking: false });
      const scheduler = checkScheduler(runs, length);
      const { message, choices } = await runScenario(host, compiled, scenario, scheduler, stopped);
      if (stopped()) return grade(false);
      length = choices.length;
      runs++;
      if (message) failure = { message, schedule: exactly(choices) };
    }
    scenarios.push({ id, passed: failure === null, runs, failure });
  }
  return grade(scenarios.every(({ passed }) => passed));
}

/** Runs a scenario under one schedule, and writes the run down so that it can be stepped. */
export async function recordScenario(
  host: ProgramHost,
  task: Task,
  compiled: CompiledCheck,
  schedule: Schedule,
  { scenario: id, files, say }: ShownScenario,
  stopped: () => boolean = () => false,
): Promise<PythonExecution> {
  const scenario = task.scenarios.find((each) => each.id === id)!;
  const record = new TurnsRecord(compiled.locations);
  const { scheduler, mismatch } = lenient(schedule);
  const { message, outcome, names } = await runScenario(host, compiled, scenario, scheduler, stopped, record);
  const unmet = message && outcome === 'finished' && message.status === 'check' ? say(message) : null;
  return record.execution({ outcome, names, files, schedule, mismatch: mismatch(), unmet });
}

async function runScenario(
  host: ProgramHost,
  { modules, locations }: CompiledCheck,
  { id, maxSteps }: CheckScenario,
  scheduler: Scheduler,
  stopped: () => boolean,
  record: TurnsRecord | null = null,
): Promise<Tried> {
  const choices: number[] = [];
  const noting: Scheduler = {
    next(...question) {
      const thread = scheduler.next(...question);
      choices.push(thread);
      return thread;
    },
  };
  const director = new Director(noting, maxSteps, record);
  let said: string | null = null;
  /** The reason why a thread is gone that should not be. */
  let broken: string | null = null;
  const uncaught: { thread: number; raised: Raised }[] = [];
  const names = ['MainThread'];
  const heard = new Set<number>();
  let hear = () => {};
  const run = new ProgramRun(
    host,
    modules,
    CHECK,
    {
      printed() {},
      lost(_, reason) {
        broken ??= reason;
        director.stop();
      },
      started: (thread, name) => (names[thread] = name),
      ended(thread) {
        heard.add(thread);
        hear();
      },
      verdict(failed) {
        // The first word counts: what a program does after it changes nothing.
        said ??= failed;
        if (!failed) return;
        record?.unmet();
        director.stop();
      },
      raised(thread, raised) {
        record?.raised(thread, raised);
        uncaught.push({ thread, raised });
      },
      turn(thread, note) {
        record?.note(thread, note);
        hear();
      },
    },
    { turns: director.handle, call: id.replaceAll('-', '_') },
  );
  const end = director.run();
  // A run that has come to its end has no more turns to give.
  void run.over.then(() => director.stop());
  const watch = setInterval(() => stopped() && director.stop(), 50);
  const how = await end;
  // What a thread has sent may come after the word by which the director knows that it is over.
  while (how !== 'stopped' && [...director.over].some((thread) => !heard.has(thread)))
    await new Promise<void>((resolve) => (hear = resolve));
  while (record && broken === null && !record.isComplete) await new Promise<void>((resolve) => (hear = resolve));
  clearInterval(watch);
  run.stop();
  await run.over;
  const outcome = how === 'deadlock' ? how : how === 'budget' || how === 'stuck' ? 'budget' : 'finished';
  const tried = (message: Message | null): Tried => ({ message, outcome, names, choices });
  if (said) return tried({ ...(JSON.parse(said) as Message), status: 'check' });
  const [first] = uncaught;
  if (first) return tried(exceptionOf(names[first.thread] ?? '', first.raised, locations));
  if (broken !== null) return tried({ key: /memory/i.test(broken) ? 'memory' : 'broken', status: 'check', values: {} });
  return tried(messageOf(how, director.steps, director.blocked.map((thread) => names[thread] ?? '').join(', ')));
}

function exceptionOf(thread: string, raised: Raised, locations: CompiledCheck['locations']): Message {
  const own = locations(raised.stack).find(({ file }) => file !== CHECK);
  const error = [raised.name, raised.message].filter((part) => part !== '').join(': ');
  // Without a line of the learner's it was the check's call that was refused.
  const key = own ? 'exception' : 'refused';
  return { key, status: 'exception', values: { error, line: own?.line ?? 0, thread } };
}

function messageOf(how: TurnsEnd, steps: number, threads: string): Message | null {
  if (how === 'deadlock') return { key: 'deadlock', status: 'deadlock', values: { threads } };
  if (how === 'budget' || how === 'stuck') return { key: 'budget', status: 'budget', values: { steps } };
  return null;
}
