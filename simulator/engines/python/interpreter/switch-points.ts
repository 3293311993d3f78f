import type { ThreadId } from '../../../trace/events.ts';
import { CallerFiles } from './caller-files.ts';
import type { HiddenCode } from './hidden-code.ts';
import type { NativeFunctions } from './native-functions.ts';
import type { Granularity } from './program.ts';

/** Jumps back, or calls, without an operation before another thread may go on: CPython has its switch interval for that. */
const SPIN = 200;

/** Bits of a jump back: a `for` loop begins at its target; its target is on the same line. */
const ITERATES = 1;
const ONE_LINE = 2;

/**
 * Bits of an operation of the library: it changes nothing unless it succeeds; Python is to hear of each call; the objects
 * are kept for which it was called.
 */
const LOOKS = 1;
const NOTED = 2;
const COUNTED = 4;

/** The run whose threads come to switch points. */
export interface PointedRun {
  readonly granularity: Granularity;
  /** Python is to look at each point itself: it records, or a signal may have come. */
  careful: boolean;
  /** Steps are to tell what they touch. */
  readonly watches: boolean;
  /** The thread that has control. */
  readonly current: ThreadId;
  hasBegun(thread: ThreadId): boolean;
  decide(me: ThreadId): number;
  /** The coming step is one more time round a loop: one round, or many. */
  spin(many: boolean): void;
  /** Many functions were called, or a loop has gone many times through something. */
  work(): void;
}

/** Python functions by the name of what they do, by their addresses. */
interface Handlers {
  /** A function begins. */
  start: number;
  line: number;
  instruction: number;
  /** Another thread is to go on, or the run is over. */
  turn: number;
  /** A jump that is not known yet. */
  jump: number;
  /** A loop has gone round, and another thread may go on. */
  rounds: number;
  /** Functions have been called, and another thread may go on. */
  calls: number;
  /** The code of which Python hears each line. */
  bootstrap: number;
}

/**
 * Hears from `sys.monitoring` of operations of the library, and of each line, instruction and jump of the program. Mostly the
 * same thread goes on: then no code of Python runs at all.
 */
export class SwitchPoints {
  private readonly run: () => PointedRun;
  private readonly natives: NativeFunctions;
  private handlers!: Handlers;
  /** Jumps back of the program, by their code and offset. */
  private readonly loops = new Map<number, number>();
  /** Kinds of the library's operations, by the addresses of their code. */
  private readonly operations = new Map<number, number>();
  /** Functions on one line, of which the begin is heard: their line is no switch point. */
  private readonly oneLine = new Set<number>();
  /** Code of the library whose calls count as those of its caller. */
  private readonly transparent = new Set<number>();
  private readonly callers: CallerFiles;
  private readonly hidden: HiddenCode;
  /** Addresses of objects whose operations are counted. */
  private readonly counted = new Set<number>();
  private jumps = 0;
  /** Functions of the program that were called since a loop has gone round or a switch point has come. */
  private calls = 0;
  /** Something was done that other threads can see. */
  private deeds = false;
  /** The answer of the scheduler that Python is about to follow. */
  private chosen = 0;
  /** The depth of looks at values and of garbage collections: above 0, no thread is switched. */
  private still = 0;

  constructor(natives: NativeFunctions, hidden: HiddenCode, run: () => PointedRun) {
    this.hidden = hidden;
    this.natives = natives;
    this.run = run;
    this.callers = new CallerFiles(natives.module);
  }

  /** Functions that Python calls, once for each interpreter. */
  readonly setup = {
    /**
     * Puts builtins for functions, lines, instructions and jumps into a list, and remembers which functions of Python they
     * call.
     */
    points: (list: number, handlers: string) => {
      const [start, line, instruction, turn, jump, rounds, calls, bootstrap] = handlers
        .split(' ')
        .map(Number) as number[];
      this.handlers = {
        start: start!,
        line: line!,
        instruction: instruction!,
        turn: turn!,
        jump: jump!,
        rounds: rounds!,
        calls: calls!,
        bootstrap: bootstrap!,
      };
      for (const [name, where] of [
        ['start', (code: number) => this.start(code)],
        ['line', (code: number) => this.line(code)],
        ['instruction', () => this.instruction()],
        ['jump', (code: number, args: number) => this.jump(code, args)],
      ] as const)
        this.natives.append(list, this.natives.forwarding(name, where));
    },
    /**
     * Operations of the library by the addresses of their code, each with its kind; code that the program's is seen through.
     */
    operations: (kinds: string, transparent: string) => {
      for (const each of kinds.split(',')) {
        const [code, kind] = each.split(' ').map(Number) as [number, number];
        this.operations.set(code, kind);
      }
      for (const code of transparent.split(' ')) this.transparent.add(Number(code));
    },
    /** Other files count as the library's. */
    other_files: () => this.callers.forget(),
  };

  /** Functions that Python calls often. */
  readonly api = {
    /** A switch point of the current thread: the thread that is to go on; LOOK; -1. Nothing: this one. */
    step: (): number | undefined => {
      const run = this.run();
      const me = run.current;
      this.calls = 0;
      const chosen = run.decide(me);
      return chosen === me ? undefined : chosen;
    },
    chosen: () => this.chosen,
    /** An operation that is counted was called for this object. */
    count: (thing: number) => {
      this.callers.learnArgument(thing);
      this.counted.add(thing);
    },
    /** Tells whether one was called for it in this run. */
    has_counted: (thing: number) => this.counted.has(thing),
    still: (on: number) => {
      this.still += on ? 1 : -1;
    },
    file: (name: number, library: number) => this.callers.learn(name, Boolean(library)),
    heed: () => {
      this.run().careful = true;
    },
    one_line: (code: number, one: number) => {
      if (one) this.oneLine.add(code);
      else this.oneLine.delete(code);
    },
    loop: (code: number, offset: number, iterates: number, oneLine: number) => {
      this.loops.set(key(code, offset), (iterates ? ITERATES : 0) | (oneLine ? ONE_LINE : 0));
    },
  };

  /** A run begins. */
  begin(): void {
    this.jumps = this.calls = 0;
    this.deeds = false;
    this.still = 0;
    this.counted.clear();
  }

  /** The memory is that of a fresh interpreter again. */
  forget(): void {
    this.loops.clear();
    this.oneLine.clear();
    this.callers.forget();
  }

  /** Tells whether something was done that other threads can see, since it was asked last. */
  doneSince(): boolean {
    const { deeds } = this;
    this.deeds = false;
    return deeds;
  }

  private start(code: number): number {
    const { handlers } = this;
    const kind = this.operations.get(code);
    // What we call for the program is no operation of its own; of our frames Python does not know.
    if (kind !== undefined && this.hidden.has(this.callers.of(code))) return 0;
    const run = this.run();
    if (kind === undefined && run.granularity !== 'cpython') return this.call(run);
    const slow = kind === undefined || kind & NOTED || run.careful || run.watches || this.still > 0;
    const library = slow ? this.callers.skip() : this.callers.isLibrary(code);
    if (slow || library === undefined) return handlers.start;
    if (library && !this.transparent.has(this.callers.caller)) return 0;
    if (kind & COUNTED) {
      const thing = this.callers.argument(code);
      if (thing === 0) return handlers.start;
      this.counted.add(thing);
    }
    if (!(kind & LOOKS)) this.deeds = true;
    return this.point(run);
  }

  private line(code: number): number {
    const { handlers } = this;
    if (this.oneLine.has(code)) return 0;
    const run = this.run();
    return run.careful || this.still > 0 || code === handlers.bootstrap ? handlers.line : this.point(run);
  }

  private instruction(): number {
    const run = this.run();
    const slow = run.careful || this.still > 0 || run.granularity !== 'bytecode';
    return slow ? this.handlers.instruction : this.point(run);
  }

  private point(run: PointedRun): number {
    const me = run.current;
    if (!run.hasBegun(me)) return 0;
    this.calls = 0;
    this.chosen = run.decide(me);
    return this.chosen === me ? 0 : this.handlers.turn;
  }

  /** A function of the program begins: code in C may call one again and again, and no loop of the program goes round. */
  private call(run: PointedRun): number {
    if (++this.calls < SPIN || this.still > 0) return 0;
    this.calls = 0;
    run.work();
    return this.handlers.calls;
  }

  private jump(code: number, args: number): number {
    const { natives, handlers } = this;
    const offset = natives.number(natives.module.HEAP32[(args >> 2) + 1]!);
    const known = this.loops.get(key(code, offset));
    if (known === undefined) return handlers.jump;
    const run = this.run();
    const { granularity } = run;
    this.calls = 0;
    if (counts(granularity)) {
      if (++this.jumps < SPIN) return 0;
      this.jumps = 0;
      if (known & ITERATES) run.work();
      else run.spin(true);
      return handlers.rounds;
    }
    if (granularity === 'cpython') return handlers.rounds;
    if (granularity !== 'line' || !(known & ONE_LINE)) return 0;
    if (!(known & ITERATES)) run.spin(false);
    return handlers.rounds;
  }
}

/** Tells whether rounds are counted there, as nothing else tells of them. */
const counts = (granularity: Granularity): boolean => granularity === 'operation' || granularity === 'access';

/** An offset is less than 2 ** 20. */
const key = (code: number, offset: number): number => code * 2 ** 20 + offset;
