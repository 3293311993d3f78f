import type { WorkerHandle } from '../../port/port.ts';
import type { QueueHandle } from '../shared-queue.ts';
import type { SlotRingHandle } from './slots/handle.ts';

/** Message with a WorkRequest's call: the callable is a name that the tasks' module exports. */
export interface TaskMessage {
  readonly serial: number;
  readonly callable: string;
  readonly args: readonly unknown[];
}

/** Message with the result of a task. */
export type ResultMessage =
  | { readonly serial: number; readonly value: unknown }
  | { readonly serial: number; readonly error: unknown }
  /** The pool's own: the worker that had it is gone, and why. */
  | { readonly serial: number; readonly lost: string };

/** Serial of no task. */
export const NOTHING = -1;
/** Words that a worker shares with its pool. */
export const DISMISSED = 0;
export const CURRENT = 1;
/** It sleeps until there is something to do. */
export const ASLEEP = 2;
/** It was ended: all that it still does has no effect. */
export const ENDED = 3;
export const CONTROL_WORDS = 4;

export type QueueName = 'requests' | 'results';

/** The memory or port by which requests and answers travel between a worker and its pool. */
export type EndpointHandle =
  | ({ readonly by: 'slots' } & SlotRingHandle)
  | { readonly by: 'queues'; readonly requests: QueueHandle; readonly results: QueueHandle }
  /** The queues are at the other end of the channel. */
  | { readonly by: 'calls' }
  | { readonly by: 'batches' };

/** Settings of a worker, sent at its start. */
export interface WorkerSetup {
  readonly number: number;
  /** The address of the module whose exports are the tasks. */
  readonly tasks: string;
  /** `WorkerThread` of threadpool: until it is dismissed; `Work` of WorkManager: until there is nothing more to get. */
  readonly kind: 'WorkerThread' | 'Work';
  /** Seconds. */
  readonly pollTimeout: number;
  /** Function that the worker calls before its first task, as in `concurrent.futures`. Its arguments may be shared memory. */
  readonly initializer?: string | undefined;
  readonly initargs?: readonly unknown[] | undefined;
  /** Null: there is no shared memory. */
  readonly words: SharedArrayBuffer | null;
  readonly endpoint: EndpointHandle;
}

/** From the pool to a worker. */
export type ToPoolWorker =
  | { readonly type: 'start'; readonly setup: WorkerSetup }
  | { readonly type: 'dismiss' }
  | { readonly type: 'endpoint'; readonly message: unknown };

export type FromPoolWorker =
  | { readonly type: 'endpoint'; readonly message: unknown }
  /** Its run() has returned. */
  | { readonly type: 'exit' }
  /** Its tasks could not be loaded. */
  | { readonly type: 'broken'; readonly error: string };

/** The environment that starts a pool's workers: Node or a browser. */
export interface PoolHost {
  /** The threads share memory, and a thread like this one can wait for a change of it. */
  readonly shared: boolean;
  spawn(name: string): WorkerHandle<FromPoolWorker, ToPoolWorker>;
}
