import type { QueueHandle } from '../shared-queue.ts';
import type { BoardHandle } from './board/handle.ts';

/** What travels of a WorkRequest: the callable is a name that the tasks' module exports. */
export interface Errand {
  readonly serial: number;
  readonly callable: string;
  readonly args: readonly unknown[];
}

/** What comes back of it. */
export type Answer =
  | { readonly serial: number; readonly value: unknown }
  | { readonly serial: number; readonly error: unknown }
  /** The pool's own: the worker that had it is gone, and why. */
  | { readonly serial: number; readonly lost: string };

/** Nobody's errand. */
export const NOTHING = -1;
/** Words that a worker shares with its pool. */
export const DISMISSED = 0;
export const CURRENT = 1;
/** It sleeps until there is something to do. */
export const ASLEEP = 2;
/** It was ended: whatever it still does is of no effect. */
export const ENDED = 3;
export const WORDS = 4;

export type QueueName = 'requests' | 'results';

/** How requests and answers travel between a worker and its pool. */
export type Way =
  | ({ readonly by: 'board' } & BoardHandle)
  | { readonly by: 'queues'; readonly requests: QueueHandle; readonly results: QueueHandle }
  /** The queues are at the other end of the line. */
  | { readonly by: 'calls' }
  | { readonly by: 'batches' };

/** What a worker is told at its start. */
export interface Assignment {
  readonly number: number;
  /** The address of the module whose exports are the tasks. */
  readonly tasks: string;
  /** `WorkerThread` of threadpool: until it is dismissed; `Work` of WorkManager: until there is nothing more to get. */
  readonly kind: 'WorkerThread' | 'Work';
  /** Seconds. */
  readonly pollTimeout: number;
  /** What the worker calls before its first errand, as in `concurrent.futures`; its arguments may be shared memory. */
  readonly initializer?: string | undefined;
  readonly initargs?: readonly unknown[] | undefined;
  /** Null: there is no shared memory. */
  readonly words: SharedArrayBuffer | null;
  readonly way: Way;
}

/** From the pool to a worker. */
export type ToWorker =
  | { readonly type: 'start'; readonly assignment: Assignment }
  | { readonly type: 'dismiss' }
  | { readonly type: 'way'; readonly message: unknown };

export type FromWorker =
  | { readonly type: 'way'; readonly message: unknown }
  /** Its run() has returned. */
  | { readonly type: 'exit' }
  /** Its tasks could not be loaded. */
  | { readonly type: 'broken'; readonly error: string };

/** A worker's end of its line to the pool. */
export interface WorkerPort {
  post(message: FromWorker): void;
  listen(onMessage: (message: ToWorker) => void): void;
  /** The module's exports. */
  load(tasks: string): Promise<Readonly<Record<string, unknown>>>;
}

/** A pool's end of its line to a worker, wherever that runs. */
export interface WorkerHandle {
  post(message: ToWorker): void;
  listen(onMessage: (message: FromWorker) => void, onError: (message: string) => void): void;
  terminate(): void;
}

/** Where a pool's workers are. */
export interface WorkersPlace {
  /** The threads share memory, and a thread like this one can wait for a change of it. */
  readonly shared: boolean;
  spawn(name: string): WorkerHandle;
}
