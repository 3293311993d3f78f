import type { Output, PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import type { Task } from '../../simulator/exercise/exercise.ts';
import type { GradeProgress } from '../../simulator/exercise/grade.ts';
import { isNotFetched } from '../../simulator/engines/python/service/fetched.ts';
import { CHECK } from '../../simulator/typescript/protocol.ts';
import type { CompilerProblem } from '../editor/monaco-typescript.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import type { ShownScenario } from '../../simulator/typescript/check/grade.ts';
import { typeScriptFailureOf, hindrance, type TypeScriptFailure } from './failure.ts';
import { FetchedService } from './fetched-service.ts';
import type { TypeScriptGrade, UncaughtException } from './run.ts';
import { RunRecord, type TypeScriptProgram, type TypeScriptRun } from './run-record.ts';

/** Milliseconds from the last key to the next check. */
const PAUSE = 400;

/** A recorded run of a check, and how others are made. */
export interface ShownRun {
  readonly execution: PythonExecution;
  readonly again: (execution: PythonExecution, schedule: Schedule, signal: AbortSignal) => Promise<PythonExecution>;
}

/** Checks, compiles and runs TypeScript, one program at a time. Everything is fetched on demand. */
export class TypeScriptRunner {
  busy = $state<'loading' | 'running' | 'checking' | null>(null);
  doing = $state<'running' | 'checking' | null>(null);
  live = $state.raw<readonly Output[]>([]);
  /** Threads that have only waited in vain for long, if all of them have. */
  polling = $state.raw<readonly string[]>([]);
  failure = $state.raw<TypeScriptFailure | null>(null);
  /** The error behind an unexpected failure. */
  fault = $state('');
  /** TypeScript's findings in the code when it was last checked. */
  findings = $state.raw<readonly CompilerProblem[]>([]);
  /** The first thing that kept the program from being compiled, until the code is edited. */
  refused = $state.raw<CompilerProblem | null>(null);
  /** The exceptions that ended the last run, until the code is edited. */
  uncaught = $state.raw<readonly UncaughtException[]>([]);
  private readonly service: FetchedService;
  /**
   * The learner's program as it is now. It is asked for when TypeScript is there, which may be long after it was
   * wanted: what TypeScript is given is in the editor from then on. An older text would undo what was written since.
   */
  private readonly program: () => TypeScriptProgram;
  /** Counts the edits: what was found in an older text is not shown. */
  private edits = 0;
  private running: { stop(): void } | null = null;
  private giveUp: (() => void) | null = null;
  private disposed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string, program: () => TypeScriptProgram) {
    this.program = program;
    this.service = new FetchedService(id, () => program().files);
  }

  /** Runs the program. Null: it could not be run, and `failure` or `findings` say why. */
  run(): Promise<TypeScriptRun | null> {
    return this.during(
      'running',
      () => this.compile(),
      async (ready) => {
        this.refused = ready.findings.find(({ fatal }) => fatal) ?? null;
        return this.refused ? null : await this.runCompiled(ready);
      },
    );
  }

  /** Grades files by the check of an exercise. Null: it could not be done, and `failure` says why. */
  grade(
    task: Task,
    files: Readonly<Record<string, string>>,
    onProgress: (now: GradeProgress) => void,
  ): Promise<TypeScriptGrade | null> {
    return this.during(
      'checking',
      () => this.service.compileCheck(task, files),
      async ({ findings, compiled, gradeProgram }) => {
        const problems = findings.flatMap(({ fatal, ...found }) =>
          fatal && found.file !== CHECK ? [{ endLine: found.line, endColumn: found.column, ...found }] : [],
        );
        if (problems.length > 0) return { passed: false, problems, reaches: null, scenarios: [], stopped: false };
        let stopped = false;
        this.running = { stop: () => (stopped = true) };
        return gradeProgram(task, compiled, onProgress, () => stopped);
      },
    );
  }

  /** Runs a scenario of a check under one schedule, to be stepped; and makes the runs that its session asks for. */
  look(
    task: Task,
    files: Readonly<Record<string, string>>,
    schedule: Schedule,
    shown: ShownScenario,
  ): Promise<ShownRun | null> {
    return this.during(
      'checking',
      () => this.service.compileCheck(task, files),
      async ({ compiled, recordProgram }) => {
        let stopped = false;
        this.running = { stop: () => (stopped = true) };
        const execution = await recordProgram(task, compiled, schedule, shown, () => stopped);
        if (stopped) return null;
        const again: ShownRun['again'] = (_, other, signal) =>
          recordProgram(task, compiled, other, shown, () => signal.aborted);
        return { execution, again };
      },
    );
  }

  /** Fetches what is needed, and does it, until it is stopped. */
  private async during<Ready, Result>(
    doing: 'running' | 'checking',
    prepare: () => Promise<Ready>,
    work: (ready: Ready) => Promise<Result>,
  ): Promise<Result | null> {
    if (this.busy) return null;
    this.live = this.uncaught = [];
    this.refused = null;
    this.failure = hindrance();
    if (this.failure) return null;
    this.busy = 'loading';
    this.doing = doing;
    const given = new Promise<null>((resolve) => (this.giveUp = () => resolve(null)));
    try {
      const ready = await Promise.race([prepare(), given]);
      if (!ready) this.failure = 'stopped';
      if (!ready) return null;
      this.busy = doing;
      return await work(ready);
    } catch (error) {
      this.failure = await typeScriptFailureOf(error);
      if (this.failure === 'unexpected') {
        console.error(error);
        this.fault = String(error);
      }
      return null;
    } finally {
      this.busy = this.doing = this.running = this.giveUp = null;
    }
  }

  /** Ends every thread at once; what was printed stays. */
  stop(): void {
    if (this.running) this.running.stop();
    else this.giveUp?.();
  }

  /** The code has changed: what was found in the old one is no longer so. It is looked at once the learner pauses. */
  edited(): void {
    this.edits += 1;
    this.uncaught = [];
    this.refused = null;
    if (!this.service.isThere) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), PAUSE);
  }

  /** Looks the code over. Fetches TypeScript, where it is not there yet. */
  async check(): Promise<void> {
    try {
      const service = await this.service.connect();
      const { edits } = this;
      const findings = await service.check(this.program().files);
      if (edits === this.edits) this.findings = findings;
    } catch (error) {
      // Typing alone reports no failed fetch: Run does.
      if (!this.disposed && !isNotFetched(error)) throw error;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    clearTimeout(this.timer);
    this.service.dispose();
  }

  private async compile() {
    const service = await this.service.connect();
    const { edits } = this;
    const program = this.program();
    const { files } = program;
    const [findings, compiled, { runProgram }] = await Promise.all([
      service.check(files),
      service.compile(files),
      import('./run.ts'),
    ]);
    if (edits === this.edits) this.findings = findings;
    return { program, findings, compiled, runProgram };
  }

  private async runCompiled({
    program,
    findings,
    compiled,
    runProgram,
  }: Awaited<ReturnType<TypeScriptRunner['compile']>>): Promise<TypeScriptRun> {
    const record = new RunRecord(this);
    const run = runProgram(compiled, program.entry, record);
    this.running = run;
    const end = await run.over;
    return { ...program, end, ...record.close(), objections: findings.length };
  }
}
