import { CONDITIONS, type AnyError, type Condition, type Method, type ThreadId } from './events.ts';
import type { ObjectInfo, QueueInfo, Trace } from './trace.ts';

/**
 * States of a thread, as the pool view shows them.
 * `running` is inside a job; `blocked` waits on a condition or a thread without end, `waiting` with a deadline;
 * `died` ended with an uncaught exception.
 */
export const THREAD_STATUSES = ['new', 'ready', 'running', 'blocked', 'waiting', 'sleeping', 'exited', 'died'] as const;
export type ThreadStatus = (typeof THREAD_STATUSES)[number];

export interface ThreadState {
  status: ThreadStatus;
  /** Since when, in seconds. */
  since: number;
  /** The cause of its blocking or waiting: the queue and its condition, or the thread it joins. -1 and null: neither. */
  queue: number;
  condition: Condition | null;
  target: ThreadId;
  /** The lock, event, … it waits on; -1: none. */
  object: number;
  /** End of a timed wait, a sleep or a job; Infinity where there is none. */
  deadline: number;
  /** The request it holds; -1: none. */
  item: number;
  /** State of its machine, as an index into that machine's states. */
  state: number;
  line: number;
  /** Its dismissed event is set. */
  dismissed: boolean;
  /** It has read the event since. */
  dismissSeen: boolean;
  /** Method of the pool that its script has called, outermost first. */
  calls: Method[];
  error: AnyError | null;
  /** Its next operation, as the last `reach` says. */
  upcoming: string;
  /** The asyncio task that its event loop has gone on with, as an object; -1: none. */
  task: number;
}

/**
 * Contents are `log[head..tail)`: a FIFO queue is a window on everything ever put.
 * All states of a trace share the log, so a keyframe costs two numbers a queue.
 */
export interface QueueState {
  readonly info: QueueInfo;
  readonly log: number[];
  head: number;
  tail: number;
  /** The contents of an unordered queue, which are no window; null: of any other. */
  bag: number[] | null;
  unfinished: number;
  /** Threads that wait on each condition, in the order of arrival. */
  readonly waiters: Record<Condition, ThreadId[]>;
}

/** A lock, an event, a semaphore, …: its owner, and its waiters in the order of arrival. */
export interface ObjectState {
  readonly info: ObjectInfo;
  owner: ThreadId;
  /** Of an event: it is set. */
  set: boolean;
  readonly waiters: ThreadId[];
}

/** The whole state after the first `position` events. Only `apply` changes it. */
export interface PoolState {
  position: number;
  time: number;
  /** The thread that took the last step; -1 at the start. */
  current: ThreadId;
  readonly threads: ThreadState[];
  readonly queues: QueueState[];
  readonly objects: ObjectState[];
  /** Size of `workRequests`. */
  pending: number;
}

export function newThreadState(): ThreadState {
  return {
    status: 'new',
    since: 0,
    queue: -1,
    condition: null,
    target: -1,
    object: -1,
    deadline: Infinity,
    item: -1,
    state: 0,
    line: 0,
    dismissed: false,
    dismissSeen: false,
    calls: [],
    error: null,
    upcoming: '',
    task: -1,
  };
}

/** The state before the first event: main is ready, every other thread is new. */
export function initialState(trace: Trace): PoolState {
  const state: PoolState = {
    position: 0,
    time: 0,
    current: -1,
    threads: trace.threads.map(newThreadState),
    queues: trace.queues.map((info) => ({
      info,
      log: [],
      head: 0,
      tail: 0,
      bag: info.unordered ? [] : null,
      unfinished: 0,
      waiters: { not_empty: [], not_full: [], all_tasks_done: [] },
    })),
    objects: trace.objects.map((info) => ({ info, owner: -1, set: false, waiters: [] })),
    pending: 0,
  };
  if (state.threads[0]) state.threads[0].status = 'ready';
  return state;
}

/** An independent copy; only the logs are shared. */
export function cloneState(state: PoolState): PoolState {
  return {
    ...state,
    threads: state.threads.map((thread) => ({ ...thread, calls: [...thread.calls] })),
    queues: state.queues.map((queue) => ({
      ...queue,
      bag: queue.bag && [...queue.bag],
      waiters: Object.fromEntries(CONDITIONS.map((name) => [name, [...queue.waiters[name]]])) as QueueState['waiters'],
    })),
    objects: state.objects.map((object) => ({ ...object, waiters: [...object.waiters] })),
  };
}

export const sizeOf = (queue: QueueState): number => (queue.bag ? queue.bag.length : queue.tail - queue.head);

/** The first `limit` requests in the queue, next one first. */
export const contents = (queue: QueueState, limit = Infinity): number[] =>
  queue.bag ? queue.bag.slice(0, limit) : queue.log.slice(queue.head, Math.min(queue.tail, queue.head + limit));
