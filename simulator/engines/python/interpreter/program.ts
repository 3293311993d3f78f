/** A program as the learner writes it: files by name, and the one that is run. */
export interface Program {
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
}

/**
 * The points at which a thread can be switched. `operation`: before one that other threads can see; `line`, `bytecode`: before
 * every line or instruction of the program too; `cpython`: only where CPython 3.14 looks at its eval breaker; `access`: before
 * an operation, and before every instruction that touches memory which other threads can see.
 */
export const GRANULARITIES = ['operation', 'line', 'access', 'bytecode', 'cpython'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export interface RunOptions {
  granularity?: Granularity;
  /** Switch points inside threading and queue too: their locks are then locks like any other. */
  into?: boolean;
  /** Modules of the program that are stepped over: no switch points on their lines. */
  over?: readonly string[];
  /** Tell the scheduler what steps touch, and keep it; with the granularity `access` it is told in any case. */
  watch?: boolean;
  /** Steps after which the run is stopped. */
  maxSteps?: number;
  /** Keep a trace. */
  record?: boolean;
  /** Keep every thread's stack and variables at each step; only with `record`. */
  capture?: boolean;
  /** Tell of every variable that is read and written, with its value; only with `record`. */
  uses?: boolean;
  /** Sleep for real, instead of moving the clock. */
  realTime?: boolean;
  /** For `random` and `os.urandom`. */
  seed?: number;
  args?: readonly string[];
  /** The text that `input()` and `sys.stdin` read; left out or empty: there is none. */
  input?: string;
  /** Begin in a fresh interpreter, even if the same program has run in this one before. */
  fresh?: boolean;
}

/** Keys of the notes of a run besides its output; the page puts them into words. */
const NOTES = [
  'input',
  'input-over',
  'closed',
  'processes',
  'threadpool',
  'package',
  'absent',
  'syntax',
  'output-limit',
  'trace-full',
  'threads-left',
  'memory',
  'exit',
] as const;
export type Note = (typeof NOTES)[number];

/** A thread that cannot go on when the run ends. */
export interface BlockedThread {
  readonly thread: number;
  readonly name: string;
  /** The thing it waits on, in a person's words: `queue.not_empty`, `lock_a`, the name of a thread. */
  readonly on: string;
  /** The thread that holds it; null: no thread does, or no single one. */
  readonly holder: number | null;
  /** End of a timed wait, in seconds. */
  readonly until: number;
  /** The futures that it waits for, the first ones one by one; null: none. */
  readonly awaits: { readonly futures: readonly AwaitedFuture[]; readonly more: number } | null;
}

/** A future that is not done when the run ends. */
export interface AwaitedFuture {
  readonly name: string;
  /** The function that it is to run; '': unknown. */
  readonly task: string;
  /** The worker that runs it; null: none, or unknown. */
  readonly runner: number | null;
  /** Of one that has not begun: all workers of its pool, each of which runs something else; empty: unknown. */
  readonly workers: readonly number[];
}

/** True if each of these threads waits. */
export const allWait = (threads: readonly number[], blocked: readonly BlockedThread[]): boolean =>
  threads.every((thread) => blocked.some((one) => one.thread === thread));

/** Work that a program left in a queue whose `task_done` it calls. */
export interface Lost {
  readonly queue: string;
  readonly size: number;
  readonly unfinished: number;
}

export interface Uncaught {
  readonly thread: number;
  readonly name: string;
  readonly error: string;
  readonly message: string;
  readonly line: number;
}

/** The stack of one thread from the event `seq` on: innermost frame first, and the globals of its module. */
export interface Stack {
  readonly seq: number;
  readonly thread: number;
  readonly frames: readonly Frame[];
  readonly globals: readonly Variable[];
}
/** A thread reads or writes a variable, after the event `seq` or first in the step that begins there. */
export interface Use {
  readonly seq: number;
  readonly thread: number;
  readonly write: boolean;
  /** The memory as a text: equal texts, the same memory. */
  readonly place: string;
  /** As the program writes it: `n`, `account.balance`, `d['k']`. */
  readonly name: string;
  /** Its value as a text; '': it has none. */
  readonly value: string;
  readonly line: number;
  /** The call or the question by which it is used: `xs.append(1)`, `'k' in d`. */
  readonly call?: string;
}
export interface Frame {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly variables: readonly Variable[];
}
/** A queue has a handle too, and the number it has in the trace once it is used. */
export type Variable = readonly [name: string, value: string, handle?: number, queue?: number | null];

/** The same names with the same texts. */
export function sameFiles(one: Program['files'], other: Program['files']): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** The same files, and the same one of them is run. */
export const sameProgram = (one: Program, other: Program): boolean =>
  one.entry === other.entry && sameFiles(one.files, other.files);
