import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Verdict } from '../../../trace/diagnose.ts';
import { Host } from './host.ts';
import type { Held, Lost, Note, Program, RunOptions, Stack, Uncaught } from './program.ts';
import {
  enterStack,
  limitMemory,
  MAX_MEMORY,
  setUp,
  suspender,
  writeRuntime,
  type Loader,
  type PyFunction,
  type PyModule,
  type Pyodide,
  type PyProxy,
} from './pyodide.ts';
import { Recorder } from './recorder.ts';

/** One run of a program. */
export interface PythonRun {
  ending: Verdict;
  clock: number;
  steps: number;
  /** The thread that was let go at each step. */
  choices: number[];
  held: readonly Held[];
  uncaught: readonly Uncaught[];
  lost: readonly Lost[];
  exitCode: number;
  notes: readonly Note[];
  names: readonly string[];
  /** What the options asked to keep. */
  trace: Trace | null;
  stacks: readonly Stack[];
}

export interface Listeners {
  output?: (text: string, stderr: boolean) => void;
  /** What the check of an exercise finds: a failed expectation as JSON, or '' when it has come to its end. */
  verdict?: (failed: string) => void;
  /** Asked at every switch point. */
  stopped?: () => boolean;
}

/** Where CPython's compiler stopped. Lines and columns from 1; 0: unknown. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
}

/** A name by which a program gets hold of what is none of its business. */
export interface Reach {
  file: string;
  line: number;
  name: string;
}

/** How many runs may leave cycles behind before they are collected. */
const SWEEP = 64;

/** A CPython whose threads are switched by a scheduler of ours. Runs one program at a time, as often as you like. */
export class Interpreter {
  private readonly py: Pyodide;
  private readonly lab: PyModule;
  private readonly enter: PyFunction;
  private readonly host: Host;
  private runs = 0;
  private written: Program['files'] | null = null;
  private busy = false;

  private constructor(py: Pyodide) {
    this.py = py;
    this.lab = py.pyimport('lab_run');
    const threads = py.pyimport('lab_threads');
    this.enter = threads['enter']!;
    this.host = new Host({
      enter: (index) => enterStack(py, this.enter, index),
      fingerprint: () => this.lab['fingerprint']!() as string,
    });
    const receive = suspender(py, () => this.host.receive());
    this.lab['attach']!(this.host.api, receive);
  }

  /** Starts an interpreter: from a snapshot in a fraction of the time. */
  static async start({ load, runtime }: Loader, snapshot?: Uint8Array | null): Promise<Interpreter> {
    const env = { PYTHONHASHSEED: '0', HOME: '/home/pyodide' };
    const py = await load({ env, ...(snapshot ? { _loadSnapshot: snapshot } : {}) });
    // A snapshot has the memory, but no files.
    writeRuntime(py, runtime);
    if (!snapshot) setUp(py);
    limitMemory(py);
    return new Interpreter(py);
  }

  /** A snapshot of a fresh interpreter, for {@link start}. The interpreter it is taken of cannot be used further. */
  static async snapshot({ load, runtime }: Loader): Promise<Uint8Array> {
    const py = await load({ env: { PYTHONHASHSEED: '0', HOME: '/home/pyodide' }, _makeSnapshot: true });
    writeRuntime(py, runtime);
    setUp(py);
    return py.makeMemorySnapshot();
  }

  /** Bytes of WebAssembly's memory that it has taken; they are never given back. */
  get memory(): number {
    return this.py._module.memory?.buffer.byteLength ?? 0;
  }

  /** True once a thread could not be ended, or much memory was taken: start another interpreter. */
  get spent(): boolean {
    return this.host.spent || this.memory > MAX_MEMORY / 2;
  }

  /** Runs a program to its end under a scheduler. @throws Error if a run is under way; what the scheduler throws. */
  async run(
    program: Program,
    scheduler: Scheduler,
    options: RunOptions = {},
    listeners: Listeners = {},
  ): Promise<PythonRun> {
    if (this.busy) throw new Error('an interpreter runs one program at a time');
    this.busy = true;
    const { host } = this;
    const recorder = options.record ? new Recorder() : null;
    try {
      this.write(program);
      this.prepare(program, options);
      host.witness.onOutput = listeners.output ?? null;
      host.witness.onVerdict = listeners.verdict ?? null;
      host.stopped = listeners.stopped ?? null;
      const choices: number[] = [];
      const noting: Scheduler = {
        next(runnable, current, step) {
          const thread = scheduler.next(runnable, current, step);
          choices.push(thread);
          return thread;
        },
      };
      await host.run(noting, options, recorder);
      if (host.error !== null) throw host.error;
      if (recorder?.full) host.witness.report.notes.add('trace-full');
      return {
        ending: host.ending!,
        clock: host.now,
        steps: host.steps,
        choices,
        held: host.held,
        uncaught: host.witness.report.uncaught,
        lost: host.witness.report.lost,
        exitCode: host.witness.report.exitCode,
        notes: [...host.witness.report.notes],
        names: host.witness.report.names,
        trace: recorder?.trace ?? null,
        stacks: recorder?.stacks ?? [],
      };
    } finally {
      this.busy = false;
      // Only now is no stack suspended: a collection while one is has crashed the interpreter.
      if (++this.runs % SWEEP === 0 && !host.spent) this.lab['sweep']!();
    }
  }

  /** What CPython's compiler says of the files; nothing is run. */
  problems(files: Program['files']): Problem[] {
    const given = this.py.toPy(files);
    const found = this.lab['problems']!(given) as PyProxy & {
      toJs(): [string, number, number, number, number, string][];
    };
    const problems = found.toJs().map(([file, line, column, endLine, endColumn, message]) => ({
      file,
      line,
      column,
      endLine,
      endColumn,
      message,
    }));
    given.destroy();
    found.destroy();
    return problems;
  }

  /** The first place in the files of these names, and in those that they import, that looks at the check instead of doing what it asks. */
  reaches(files: Program['files'], names: readonly string[]): Reach | null {
    const [given, first] = [this.py.toPy(files), this.py.toPy(names)];
    const found = this.lab['reaches']!(given, first) as PyProxy & { toJs(): [string, number, string] | [] };
    const [file, line, name] = found.toJs();
    for (const each of [given, first, found]) each.destroy();
    return name === undefined ? null : { file: file!, line: line!, name };
  }

  /** What a check says of a run of its scenario that is over; '' for nothing. The check is that of the last program. */
  judge(scenario: string, account: string): string {
    return this.lab['judged']!(scenario, account) as string;
  }

  private write({ files }: Program): void {
    if (files === this.written) return;
    const given = this.py.toPy(files);
    this.lab['write']!(given);
    given.destroy();
    this.written = files;
  }

  private prepare(program: Program, options: RunOptions): void {
    const {
      granularity = 'operation',
      into = false,
      over = [],
      record = false,
      capture = false,
      seed = 0,
      args = [],
    } = options;
    // Texts cross over at no cost; a list would be a proxy.
    const [stepOver, argv] = [over.join('\0'), args.join('\0')];
    this.lab['prepare']!(program.entry, granularity, into, stepOver, record, capture, seed, argv);
  }
}
