import type { Scheduler } from '../../schedule/scheduler.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Verdict } from '../../trace/diagnose.ts';
import { Host } from './host.ts';
import type { Held, Lost, Note, Program, RunOptions, Stack, Uncaught } from './program.ts';
import { Recorder } from './recorder.ts';

/** Pyodide, as far as it is used here. Its `_module` and snapshots are private: everything that leans on them is in this file. */
interface Pyodide {
  runPython(code: string): unknown;
  pyimport(name: string): PyModule;
  toPy(value: unknown): PyProxy;
  FS: { mkdirTree(path: string): void; writeFile(path: string, data: string): void };
  _module: Module;
  makeMemorySnapshot(): Uint8Array;
}
interface PyProxy {
  destroy(): void;
}
type PyFunction = PyProxy & ((...args: unknown[]) => unknown) & { callPromising(...args: unknown[]): Promise<unknown> };
type PyModule = PyProxy & Record<string, PyFunction>;
interface Module {
  SOCKFS?: { getSocket(fd: number): { sock_ops: Record<string, unknown> } | null };
  promisingApply?: (...args: unknown[]) => Promise<unknown[]>;
  enterTask?: () => void;
  validSuspender: { value: boolean };
  PyProxy_getPtr?: (proxy: unknown) => number;
  memory?: WebAssembly.Memory;
}

/** How Pyodide is started where this runs. */
export interface Loader {
  /** `loadPyodide`, with the options that fit the place. */
  load(options: object): Promise<Pyodide>;
  /** The files of `runtime/`, name to text. */
  runtime: Readonly<Record<string, string>>;
}

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

/** How many runs may leave cycles behind before they are collected. */
const SWEEP = 64;
/** Bytes of memory an interpreter may take. */
const MAX_MEMORY = 512 * 2 ** 20;
/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;

/** A CPython whose threads are switched by a scheduler of ours. Runs one program at a time, as often as you like. */
export class Interpreter {
  private readonly py: Pyodide;
  private readonly lab: PyModule;
  private readonly check: PyModule;
  private readonly enter: PyFunction;
  private readonly host: Host;
  private runs = 0;
  private written: Program['files'] | null = null;
  private busy = false;

  private constructor(py: Pyodide) {
    this.py = py;
    this.lab = py.pyimport('lab_run');
    this.check = py.pyimport('lab_check');
    const threads = py.pyimport('lab_threads');
    this.enter = threads['enter']!;
    this.host = new Host({
      enter: (index) => this.onNewStack(index),
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
      host.onOutput = listeners.output ?? null;
      host.onVerdict = listeners.verdict ?? null;
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
      if (recorder?.full) host.notes.add('trace-full');
      return {
        ending: host.ending!,
        clock: host.now,
        steps: host.steps,
        choices,
        held: host.held,
        uncaught: [...host.uncaught],
        lost: [...host.lost],
        exitCode: host.exitCode,
        notes: [...host.notes],
        names: [...host.names],
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

  /** What a check says of a run of its scenario that is over; '' for nothing. The check is that of the last program. */
  judge(scenario: string, account: string): string {
    return this.check['judged']!(scenario, account) as string;
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
    const lists = this.py.toPy({ over, args }) as PyProxy & { get(name: string): PyProxy };
    const [stepOver, argv] = [lists.get('over'), lists.get('args')];
    this.lab['prepare']!(program.entry, granularity, into, stepOver, record, capture, seed, argv);
    for (const proxy of [stepOver, argv, lists]) proxy.destroy();
  }

  /** `callPromising` without the turn of the event loop that it waits for: threads are entered from a microtask anyway. */
  private onNewStack(index: number): Promise<unknown> {
    const { _module: module } = this.py;
    const { promisingApply, enterTask, PyProxy_getPtr } = module;
    if (!promisingApply || !enterTask || !PyProxy_getPtr) return this.enter.callPromising(index);
    enterTask();
    const { value } = module.validSuspender;
    module.validSuspender.value = false;
    return promisingApply(PyProxy_getPtr(this.enter), [index], 1, [], 0, 0).then(() => {
      module.validSuspender.value = value;
    });
  }
}

function writeRuntime({ FS }: Pyodide, runtime: Loader['runtime']): void {
  FS.mkdirTree('/lab_runtime');
  for (const [name, text] of Object.entries(runtime)) FS.writeFile(`/lab_runtime/${name}`, text);
}

/** A program that wants more memory gets a MemoryError; without a limit it would take the tab with it. */
function limitMemory({ _module: { memory } }: Pyodide): void {
  if (!memory) return;
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE > MAX_MEMORY) throw new RangeError('the limit of memory is reached');
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
}

function setUp(py: Pyodide): void {
  py.runPython('import sys; sys.path.append("/lab_runtime"); import lab_run; lab_run.set_up()');
}

/**
 * A Python callable that suspends the stack it is called on until `receive` resolves, and leaves the number in its
 * argument's length: a socket's `recv_into`, which Pyodide suspends in C (4 µs). Where there is none, `run_sync`, which goes
 * through asyncio (200 µs).
 */
function suspender(py: Pyodide, receive: () => Promise<number>): unknown {
  const { SOCKFS } = py._module;
  const make = py.runPython(
    'import _socket; _lab_socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM); _lab_socket.fileno()',
  ) as number;
  const socket = SOCKFS?.getSocket(make);
  if (!socket) {
    const slow = py.runPython('from pyodide.ffi import run_sync\nlambda wait: lambda _buffer: run_sync(wait())');
    return (slow as PyFunction)(receive);
  }
  socket.sock_ops = { ...socket.sock_ops, recvmsgAsync: receive };
  return py.runPython('_lab_socket.recv_into');
}
