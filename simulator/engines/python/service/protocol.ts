import type { Schedule } from '../../../schedule/scheduler.ts';
import type { TraceData } from '../../../trace/trace.ts';
import type { Program, RunOptions } from '../interpreter/program.ts';
import type { Helpers } from '../analysis/helpers.ts';
import type { Account, Output } from '../analysis/execution.ts';

/**
 * The reason why Python is not there. `stopped`, `crashed`: the interpreter was ended or died, and has been replaced;
 * `offline`: the network does not answer; `not-found`: the server does not have Pyodide's files; `memory`: the device has too
 * little; the others say what the browser lacks.
 */
export type FailureKind =
  | 'stopped'
  | 'crashed'
  | 'disposed'
  | 'offline'
  | 'not-found'
  | 'memory'
  | 'no-jspi'
  | 'no-wasm'
  | 'no-workers'
  | 'unexpected';

/** The error with which a request or a load rejects. Loading can be tried again after any of them but `disposed`. */
export class PythonFailure extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, message: string = kind) {
    super(message);
    this.name = 'PythonFailure';
    this.kind = kind;
  }
}

/** The progress of loading; `loaded` and `total` in bytes that come over the line. */
export type LoadProgress =
  | { readonly phase: 'download'; readonly loaded: number; readonly total: number }
  | { readonly phase: 'start' };

/** Files that the archive of the standard library comes in: what a start reads, and what is left. */
export type LibraryFile = 'core' | 'rest';

/** A request to run a program. */
export interface ProgramRequest {
  readonly program: Program;
  readonly schedule: Schedule;
  readonly options: RunOptions;
}

/** News of a run while it goes on: output since the last time, and the steps so far. */
export interface RunProgress {
  readonly output: readonly Output[];
  readonly steps: number;
}

/** A run as it leaves the worker. `schedule` has the overrides that fitted; with a trace, it is a `PythonExecutionData`. */
export interface RunData extends ProgramRequest {
  readonly run: Account;
  readonly trace: TraceData | null;
  /** The first override that did not fit, and was left out with all after it; null: all fitted. */
  readonly mismatch: { readonly step: number; readonly thread: number } | null;
}

/**
 * `ran`: to an end, which may be that it was stopped at a switch point. `stopped`, `crashed`: its interpreter was ended or
 * died, and was replaced; what it had printed is all that is left.
 */
export type RunResult =
  | (RunData & { readonly kind: 'ran'; readonly output: readonly Output[] })
  | (ProgramRequest & {
      readonly kind: 'stopped' | 'crashed';
      readonly output: readonly Output[];
      readonly message: string;
    });

/** The worker's connection to a request while it works on it. */
export interface RequestContext<Progress> {
  /** Tells the page that asked. Plain data; nothing waits for its arrival. */
  progress(value: Progress): void;
  /** True once the answer should come soon, as it is by then. Ask at least every 100 ms. */
  stopped(): boolean;
  /** Workers that help with it. They come when it has gone on for a while, and may be lost. */
  readonly helpers: Helpers;
}

/** The memory of a fresh interpreter. */
export type Snapshot = ArrayBuffer | SharedArrayBuffer;

/** Messages of the page to the worker. `assets`: the data that the loader of the place needs. */
export type ToWorker =
  /** Python's scripts are in the browser's cache: it may evaluate them before it is started. */
  | { type: 'prepare'; base: string }
  /**
   * `stop`: holds the id of the request that should end; null where memory cannot be shared. `tried`: a program has run on
   * the snapshot before.
   */
  | { type: 'start'; assets: unknown; snapshot: Snapshot | null; tried?: boolean; stop: SharedArrayBuffer | null }
  /** Makes a snapshot, instead of starting, and runs a program on it. */
  | { type: 'snapshot'; assets: unknown }
  | { type: 'request'; id: number; kind: string; body: unknown }
  | { type: 'stop'; id: number }
  /** A worker helps with the request; its other end is the worker's. */
  | { type: 'helper'; id: number; helper: number; port: MessagePort }
  /** Tells the worker that its helper is gone. */
  | { type: 'lost'; id: number; helper: number };

/** Messages of the worker to the page. */
export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; kind: FailureKind; message: string }
  | { type: 'snapshot'; bytes: ArrayBuffer }
  /** It waits for a file of the standard library. */
  | { type: 'library'; file: LibraryFile }
  | { type: 'progress'; id: number; progress: unknown }
  /** The request has seen that it should end. */
  | { type: 'stopping'; id: number }
  /** `tainted`: the interpreter should not be used again. */
  | { type: 'answer'; id: number; answer: unknown; tainted: boolean }
  /** The request threw: its interpreter should not be used again. */
  | { type: 'error'; id: number; message: string };
