import { checkScheduler } from '../../exercise/check-schedules.ts';
import type { CheckScenario, Task } from '../../exercise/exercise.ts';
import type { Grade, GradeProgress, ScenarioGrade } from '../../exercise/grade.ts';
import type { Message } from '../../exercise/message.ts';
import type { Scheduler } from '../../schedule/scheduler.ts';
import type { SourceLocation } from '../frames.ts';
import { ProgramRun } from '../host.ts';
import { CHECK, type Modules, type ProgramHost, type Raised } from '../protocol.ts';
import { Director, type TurnsEnd } from '../turns/director.ts';

/** The learner's files and the check, compiled. */
export interface CompiledCheck {
  readonly modules: Modules;
  /** Locations in the learner's files and the check's, from a stack, the innermost first. */
  locations(stack: string): readonly SourceLocation[];
}

/** A scenario of TypeScript that does not hold. */
export interface UnmetScenario {
  readonly message: Message;
}

/** One run of a scenario: an uncaught exception has the name of its thread. */
interface Tried {
  readonly message: Message | null;
  readonly steps: number;
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
      const { message, steps } = await runScenario(host, compiled, scenario, checkScheduler(runs, length), stopped);
      if (stopped()) return grade(false);
      length = steps;
      runs++;
      if (message) failure = { message };
    }
    scenarios.push({ id, passed: failure === null, runs, failure });
  }
  return grade(scenarios.every(({ passed }) => passed));
}

async function runScenario(
  host: ProgramHost,
  { modules, locations }: CompiledCheck,
  { id, maxSteps }: CheckScenario,
  scheduler: Scheduler,
  stopped: () => boolean,
): Promise<Tried> {
  const director = new Director(scheduler, maxSteps);
  let said: string | null = null;
  let broken = false;
  const uncaught: { thread: string; raised: Raised }[] = [];
  const names = ['MainThread'];
  const heard = new Set<number>();
  let hear = () => {};
  const run = new ProgramRun(
    host,
    modules,
    CHECK,
    {
      printed() {},
      lost() {
        broken = true;
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
        if (failed) director.stop();
      },
      raised: (thread, raised) => uncaught.push({ thread, raised }),
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
  clearInterval(watch);
  run.stop();
  await run.over;
  const { steps, blocked } = director;
  if (said) return { message: { ...(JSON.parse(said) as Message), status: 'check' }, steps };
  const [first] = uncaught;
  if (first) return { message: exceptionOf(first.thread, first.raised, locations), steps };
  if (broken) return { message: { key: 'broken', status: 'check', values: {} }, steps };
  return { message: messageOf(how, steps, blocked.map((thread) => names[thread] ?? '').join(', ')), steps };
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
