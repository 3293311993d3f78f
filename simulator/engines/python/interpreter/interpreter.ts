import { bounded, type Boundary } from '../../../sandbox/boundary.ts';
import { prng } from '../../../schedule/prng.ts';
import type { Scheduler } from '../../../schedule/scheduler.ts';
import { FileImage, type FileState } from './file-image.ts';
import { Generators } from './generators.ts';
import { HiddenCode } from './hidden-code.ts';
import { Host } from './host.ts';
import { seesLeftovers, showsAddress } from './leftovers.ts';
import { LibraryWatch } from './library-watch.ts';
import { NativeFunctions } from './native-functions.ts';
import { ObjectHashes } from './object-hashes.ts';
import { Operands } from './operands.ts';
import { MemoryImage } from './memory-image.ts';
import { Locations } from './access-log.ts';
import { sameProgram, type Program, type RunOptions } from './program.ts';
import { problemIn, pythonRunOf, type Listeners, type Problem, type ProblemRow, type PythonRun } from './python-run.ts';
import type { Reach } from './evidence.ts';
import {
  addresses,
  callers,
  enterStack,
  limitMemory,
  makeFolders,
  MAX_MEMORY,
  seedDevices,
  setUpPyodide,
  type Loader,
  type PyFunction,
  type Pyodide,
  type PyProxy,
} from './pyodide.ts';
import { Recorder } from './recorder.ts';
import { beforeRun } from './virtual-date.ts';

/** The functions of lab_run that are called. */
const ENTRIES = [
  'attach',
  'done_since',
  'sees',
  'fingerprint',
  'judged',
  'prepare',
  'problems',
  'reaches',
  'sweep',
  'write',
] as const;
type Entry = (typeof ENTRIES)[number];

/** The folder of the program's files, in which a run begins (ROOT in lab_world.py). */
const ROOT = '/lab';

/** The number of runs that may leave cycles behind before these are collected. */
const SWEEP = 64;

/** A CPython whose threads are switched by a scheduler of ours. Runs one program at a time, as often as you like. */
export class Interpreter {
  private readonly py: Pyodide;
  private readonly lab: Readonly<Record<Entry, PyFunction>>;
  private readonly host: Host;
  private readonly files: FileImage | null;
  private readonly watch: LibraryWatch | null;
  private readonly image: MemoryImage | null;
  private readonly hashes: ObjectHashes;
  /** The files of a fresh interpreter, and those with the program's beside them. */
  private readonly fresh: FileState | null;
  private beside: FileState | null = null;
  private runs = 0;
  /** The only program that has run since the interpreter was fresh. */
  private program: Program | null = null;
  /** It could see what its earlier runs have left. */
  private observed = false;
  /** Draws the numbers for the devices of chance. */
  private draw = prng(0);
  private busy = false;
  /** Steps can be seen to touch memory here: the granularity `access` can be had. */
  readonly sees: boolean;

  private constructor(py: Pyodide, boundary: Boundary) {
    this.py = py;
    const [lab, { enter }] = [py.pyimport('lab_run'), py.pyimport('lab_threads')];
    // Fetched before the image is taken: a proxy that is made later counts in memory that is put back.
    this.lab = Object.fromEntries(ENTRIES.map((name) => [name, lab[name]!])) as Record<Entry, PyFunction>;
    const natives = new NativeFunctions(py._module, addresses(py));
    const hidden = new HiddenCode(py._module);
    this.hashes = new ObjectHashes(py._module);
    this.host = new Host(
      {
        enter: (index) => enterStack(py, enter!, index),
        fingerprint: () => this.lab.fingerprint() as string,
        callers: (most) => callers(py, most),
        doneSince: () => this.lab.done_since() as boolean,
      },
      natives,
      hidden,
    );
    this.watch = LibraryWatch.of(py._module);
    const receive = natives.suspending('receive', (encoded) => this.host.receive(encoded));
    const generators = new Generators(natives.module);
    const fetched = natives.fetched(
      {
        ...this.host.numeric,
        ...this.watch?.numeric,
        ...generators.numeric,
        ...natives.depth,
        ...hidden.api,
        ...new Operands(py._module, hidden).api,
        umask: (mask) => void (this.files && (this.files.umask = mask)),
      },
      receive,
    );
    const api = {
      ...this.host.api,
      ...this.watch?.api,
      ...generators.api,
      ...hidden.setup,
      ...this.hashes.setup,
      natives: fetched,
    };
    this.lab.attach(api);
    this.watch?.keep();
    this.sees = this.lab.sees() as boolean;
    const codes = lab['codes']!() as PyProxy & { toJs(): number[] };
    this.host.observer.believe(codes.toJs());
    codes.destroy();
    seedDevices(py, () => this.draw());
    this.files = FileImage.watch(py.FS);
    this.fresh = this.files?.take() ?? null;
    this.image = MemoryImage.take(py._module);
    boundary.seal(Object.values(api));
  }

  /** Starts an interpreter: from a snapshot in a fraction of the time. */
  static async start({ load, sources }: Loader, snapshot?: Uint8Array | null): Promise<Interpreter> {
    const env = { PYTHONHASHSEED: '0', HOME: '/home/pyodide' };
    const [py, boundary] = await bounded(() => load({ env, ...(snapshot ? { _loadSnapshot: snapshot } : {}) }));
    // A snapshot has the memory, but no files.
    makeFolders(py);
    if (!snapshot) setUpPyodide(py, await sources());
    limitMemory(py);
    return new Interpreter(py, boundary);
  }

  /** A snapshot of a fresh interpreter, for {@link start}. The interpreter it is taken of cannot be used further. */
  static async snapshot({ load, sources }: Loader): Promise<Uint8Array> {
    // Behind a boundary too: it fits only interpreters whose imports stand where they stood when it was made.
    const [py] = await bounded(() =>
      load({ env: { PYTHONHASHSEED: '0', HOME: '/home/pyodide' }, _makeSnapshot: true }),
    );
    makeFolders(py);
    setUpPyodide(py, await sources());
    return py.makeMemorySnapshot();
  }

  /** Memory that the last program has touched, and what it has touched unseen. */
  get locations(): Locations {
    return this.host.locations;
  }

  /** Bytes of WebAssembly's memory that it has taken; they are never given back. */
  get memory(): number {
    return this.py._module.memory?.buffer.byteLength ?? 0;
  }

  /** True once a thread could not be ended, much memory was taken, or nothing can be put back: start another interpreter. */
  get tainted(): boolean {
    return this.host.tainted || !this.image || !this.files || !this.watch || this.memory > MAX_MEMORY / 2;
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
      beforeRun(() => this.begin(program, options));
      host.observer.onOutput = (text, error) => {
        if (showsAddress(text)) this.observed = true;
        listeners.output?.(text, error);
      };
      host.observer.onVerdict = listeners.verdict ?? null;
      host.stopped = listeners.stopped ?? null;
      const choices: number[] = [];
      const noting: Scheduler = {
        next(runnable, current, step, foresight) {
          const thread = scheduler.next(runnable, current, step, foresight);
          choices.push(thread);
          return thread;
        },
      };
      const run = await host.begin(noting, options, recorder);
      return pythonRunOf(run, host, recorder, choices);
    } finally {
      this.busy = false;
      // Only now is no stack suspended: a collection while one is has crashed the interpreter.
      if (++this.runs % SWEEP === 0 && !host.tainted) this.lab.sweep();
    }
  }

  /** Compiles the files without running them, and returns the problems that CPython's compiler finds. */
  problems(files: Program['files']): Problem[] {
    const given = this.py.toPy(files);
    const found = this.lab.problems(given) as PyProxy & { toJs(): ProblemRow[] };
    const problems = found.toJs().map(problemIn);
    given.destroy();
    found.destroy();
    return problems;
  }

  /**
   * The first line in these files that looks at the check instead of doing what it asks. Files that they import count
   * too.
   */
  reaches(files: Program['files'], names: readonly string[]): Reach | null {
    const [given, first] = [this.py.toPy(files), this.py.toPy(names)];
    const found = this.lab.reaches(given, first) as PyProxy & { toJs(): [string, number, string] | [] };
    const [file, line, name] = found.toJs();
    for (const each of [given, first, found]) each.destroy();
    return name === undefined ? null : { file: file!, line: line!, name };
  }

  /** Runs the last program's check on a finished run of a scenario. Returns a failed expectation as JSON, or ''. */
  judge(scenario: string, account: string): string {
    return this.lab.judged(scenario, account) as string;
  }

  /** Makes everything ready for a run. Only runs of the same program may follow each other in one interpreter. */
  private begin(program: Program, options: RunOptions): void {
    const { program: before } = this;
    const same = before?.files === program.files && before.entry === program.entry;
    // A file that was left open is closed when its object goes: whatever has its number by then would be closed.
    const open = this.beside && this.files?.leaks(this.beside);
    if (!same || open || options.fresh || this.observed) this.renew(program);
    else if (this.beside) this.files?.restore(this.beside);
    if (this.prepare(program, options)) return;
    this.renew(program);
    this.prepare(program, options);
  }

  /** Makes the interpreter a fresh one with the program's files. */
  private renew(program: Program): void {
    // The first run is one of many too: what lies where in memory is the same in all that begin so.
    this.image?.restore();
    this.watch?.renewed();
    this.host.points.forget();
    this.hashes.forget();
    if (this.fresh) this.files?.restore(this.fresh);
    // The same program has its numbers still: a search compares its runs.
    if (!this.program || !sameProgram(this.program, program)) this.host.locations = new Locations();
    this.program = program;
    this.observed = seesLeftovers(program.files);
    const given = this.py.toPy(program.files);
    this.lab.write(given);
    given.destroy();
    this.beside = this.files?.take() ?? null;
  }

  /** False: what the run before has changed takes a fresh interpreter. */
  private prepare(program: Program, options: RunOptions): boolean {
    const {
      granularity = 'operation',
      into = false,
      over = [],
      record = false,
      capture = false,
      seed = 0,
      args = [],
      input = '',
      watch = false,
      uses = false,
    } = options;
    this.draw = prng(seed);
    this.hashes.begin(seed);
    if (this.py.FS.cwd() !== ROOT) this.py.FS.chdir(ROOT);
    // Texts cross over at no cost; a list would be a proxy.
    const [stepOver, argv] = [over.join('\0'), args.join('\0')];
    const kept = [record, capture, seed, argv, input, watch, uses && this.sees];
    return this.lab.prepare(program.entry, granularity, into, stepOver, ...kept) as boolean;
  }
}
