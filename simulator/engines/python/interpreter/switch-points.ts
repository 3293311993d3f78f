import type { ThreadId } from '../../../trace/events.ts';
import type { NativeFunctions } from './native-functions.ts';
import type { Granularity } from './program.ts';

/** Jumps back without an operation before another thread may go on: CPython has its switch interval for that. */
const SPIN = 200;

/** Bits of a jump back: a `for` loop begins at its target; its target is on the same line. */
const ITERATES = 1;
const ONE_LINE = 2;

/** The run whose threads come to switch points. */
export interface PointedRun {
  readonly granularity: Granularity;
  /** Python is to look at each point itself: it records, or a signal may have come. */
  careful: boolean;
  /** The thread that has control. */
  readonly current: ThreadId;
  hasBegun(thread: ThreadId): boolean;
  decide(me: ThreadId): number;
  /** The coming step is one more time round a loop: one round, or many. */
  spin(many: boolean): void;
}

/** Python functions by the name of what they do, by their addresses. */
interface Handlers {
  line: number;
  instruction: number;
  /** Another thread is to go on, or the run is over. */
  turn: number;
  /** A jump that is not known yet. */
  jump: number;
  /** A loop has gone round, and another thread may go on. */
  rounds: number;
  /** The code of which Python hears each line. */
  bootstrap: number;
}

/**
 * Hears from `sys.monitoring` of each line, instruction and jump of the program. Mostly the same thread goes on: then no code
 * of Python runs at all.
 */
export class SwitchPoints {
  private readonly run: () => PointedRun;
  private readonly natives: NativeFunctions;
  private handlers!: Handlers;
  /** Jumps back of the program, by their code and offset. */
  private readonly loops = new Map<number, number>();
  private jumps = 0;
  private rounds = 0;
  private nearer = false;
  /** The answer of the scheduler that Python is about to follow. */
  private chosen = 0;
  /** How often a value is being looked at, or garbage collected: no thread is switched. */
  private still = 0;

  constructor(natives: NativeFunctions, run: () => PointedRun) {
    this.natives = natives;
    this.run = run;
  }

  /** Functions that Python calls, once for each interpreter. */
  readonly setup = {
    /** Puts three builtins for lines, instructions and jumps into a list, and remembers which functions of Python they call. */
    points: (list: number, handlers: string) => {
      const [line, instruction, turn, jump, rounds, bootstrap] = handlers.split(' ').map(Number) as number[];
      this.handlers = {
        line: line!,
        instruction: instruction!,
        turn: turn!,
        jump: jump!,
        rounds: rounds!,
        bootstrap: bootstrap!,
      };
      for (const [name, where] of [
        ['line', (code: number) => this.line(code)],
        ['instruction', () => this.instruction()],
        ['jump', (code: number, args: number) => this.jump(code, args)],
      ] as const)
        this.natives.append(list, this.natives.forwarding(name, where));
    },
  };

  /** Functions that Python calls often. */
  readonly api = {
    /** A switch point of the current thread: the thread that is to go on; LOOK; -1. Nothing: this one. */
    step: (): number | undefined => {
      const run = this.run();
      const me = run.current;
      const chosen = run.decide(me);
      return chosen === me ? undefined : chosen;
    },
    chosen: () => this.chosen,
    still: (on: number) => {
      this.still += on ? 1 : -1;
    },
    heed: () => {
      this.run().careful = true;
    },
    loop: (code: number, offset: number, iterates: number, oneLine: number) => {
      this.loops.set(key(code, offset), (iterates ? ITERATES : 0) | (oneLine ? ONE_LINE : 0));
    },
  };

  /** A run begins. */
  begin(): void {
    this.jumps = this.rounds = 0;
    this.nearer = false;
    this.still = 0;
  }

  /** The memory is that of a fresh interpreter again. */
  forget(): void {
    this.loops.clear();
  }

  /** Rounds of `while` loops since it was asked last; -1: a `for` loop came nearer to its end. */
  vainRounds(): number {
    const { rounds, nearer } = this;
    this.rounds = 0;
    this.nearer = false;
    return nearer ? -1 : rounds;
  }

  private line(code: number): number {
    const { handlers } = this;
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
    this.chosen = run.decide(me);
    return this.chosen === me ? 0 : this.handlers.turn;
  }

  private jump(code: number, args: number): number {
    const { natives, handlers } = this;
    const offset = natives.number(natives.module.HEAP32[(args >> 2) + 1]!);
    const known = this.loops.get(key(code, offset));
    if (known === undefined) return handlers.jump;
    const run = this.run();
    const { granularity } = run;
    if (granularity === 'operation' || granularity === 'access') {
      this.rounds++;
      if (++this.jumps < SPIN) return 0;
      this.jumps = 0;
      if (known & ITERATES) this.nearer = true;
      else run.spin(true);
      return handlers.rounds;
    }
    if (known & ITERATES) this.nearer = true;
    else this.rounds++;
    if (granularity === 'cpython') return handlers.rounds;
    if (granularity !== 'line' || !(known & ONE_LINE)) return 0;
    if (!(known & ITERATES)) run.spin(false);
    return handlers.rounds;
  }
}

/** An offset is less than 2 ** 20. */
const key = (code: number, offset: number): number => code * 2 ** 20 + offset;
