import type { Port, WorkerHandle } from '../port/port.ts';
import type { QueueHandle } from '../threads/shared-queue.ts';
import type { TurnNote, TurnsHandle } from './turns/memory.ts';
import type { Views } from './turns/views.ts';

/** The address from which the compiled code of each file can be imported, as `moduleOf` writes it. */
export type Modules = Readonly<Record<string, string>>;

/** Name of a function in every thread: each has loaded the same files. */
export interface FunctionName {
  readonly file: string;
  readonly name: string;
}

/** A value on its way to another thread. */
export interface PackedValue {
  readonly text: string;
  /** The memory in it that threads share: it does not travel as text. */
  readonly shared: readonly unknown[];
}

/** Memory that all threads of a program share with the page. */
interface Common {
  /** See {@link PRINTED} and those below it. */
  readonly words: SharedArrayBuffer;
  /** Of {@link Piece}s. */
  readonly output: QueueHandle;
}

/** Characters printed so far. */
export const PRINTED = 0;
/** Threads made so far; main is not counted. */
export const MADE = 1;
/** Threads that have been started and are not over. */
export const ALIVE = 2;
/** Threads that a notify has woken, and those of them that have gone on: while these differ, one is awake and has no processor. */
export const WOKEN = 3;
export const RESUMED = 4;
export const HEAD_WORDS = 5;

/** The name of a check among the files of a program. */
export const CHECK = 'check.ts';

/** Characters that a program may print. */
export const LIMIT = 400_000;
/** Threads beside main that can be alive at once: each is a worker of the browser's, with megabytes of its own. */
export const MOST_ALIVE = 100;

/** A thread's own word, and what it says. */
export const NEW = 0;
export const STARTED = 1;
export const OVER = 2;
/**
 * Words of a thread: what it says; the serial of the wait without a timeout that it sleeps in, or 0; and the milliseconds of
 * all its waits whose timeout has passed.
 */
export const WAIT_WORD = 1;
export const IN_VAIN = 2;
export const THREAD_WORDS = 3;

/** Something that was printed, or an uncaught exception. */
export type Piece =
  | { readonly text: string; readonly stderr: boolean }
  | { readonly thread: string; readonly raised: Raised };

export interface Raised {
  readonly name: string;
  readonly message: string;
  /** As the engine wrote it, of the compiled code. */
  readonly stack: string;
}

/** A thread that is to be started. */
export interface ThreadStart {
  readonly number: number;
  readonly name: string;
  readonly daemon: boolean;
  readonly target: FunctionName;
  readonly args: PackedValue;
  readonly state: SharedArrayBuffer;
  /** Numbers of the shared buffers that it is given, in a run in turns. */
  readonly buffers?: readonly number[];
}

/** Settings of a thread, sent once. */
export interface ThreadSetup extends ThreadStart {
  readonly modules: Modules;
  readonly entry: string;
  readonly common: Common;
  /** It runs in turns, and main is a scenario of an exercise's check: the entry is that check. */
  readonly turns?: TurnsHandle;
}

/** A wait without a timeout, as the thread reports it to the page. */
export interface Wait {
  /** Another for each wait of the thread. */
  readonly serial: number;
  /** The word, and the value that it has while the thread sleeps. */
  readonly words: Int32Array<SharedArrayBuffer> | BigInt64Array<SharedArrayBuffer>;
  readonly at: number;
  readonly value: number | bigint;
  /** The call of the library, such as `Queue.get`. */
  readonly call: string;
  /** The place where the program made it: frames of compiled code. */
  readonly stack: string;
}

export type FromThread =
  | { readonly type: 'start'; readonly order: ThreadStart }
  /** It sleeps, and has no timeout. */
  | { readonly type: 'waits'; readonly wait: Wait }
  /** The word of a check: an expectation that does not hold, as JSON, or '' at its end. */
  | { readonly type: 'verdict'; readonly failed: string }
  /** The end of a turn, in a run that is recorded. */
  | { readonly type: 'turn'; readonly note: TurnNote }
  /** An uncaught exception in a check. */
  | { readonly type: 'raised'; readonly raised: Raised }
  | {
      readonly type: 'over';
      /** It raised an exception that was not caught. */
      readonly raised: boolean;
      /** The entry exports no function `main`. */
      readonly noMain: boolean;
    };

/** A worker's port to the page, and what it needs of its surroundings. */
export interface ThreadPort extends Port<ThreadSetup, FromThread> {
  /** The compiled code of a file; nothing of the learner's runs by that. */
  load(address: string): Promise<CompiledModule>;
  /** Takes away what leads out of the worker. */
  close(): void;
  /** Exceptions that are raised outside of everything, in a timer for instance. */
  onUncaught(on: (error: unknown) => void): void;
}

export type Exports = Record<string, unknown>;
export type CompiledModule = (exports: Exports, require: (name: string) => unknown, views: Views) => void;

/** The page's end of its channel to a worker, wherever that runs. */
export type ThreadHandle = WorkerHandle<FromThread, ThreadSetup>;

/** The browser or Node, in which a program's threads are started. */
export interface ProgramHost {
  spawn(name: string): ThreadHandle;
}
