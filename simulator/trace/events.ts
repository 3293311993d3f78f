/** The one vocabulary of events. Every engine says what happened in these words, named as Python names them. */

/** Conditions that a thread may wait on: the three of `queue.Queue` (Lib/queue.py). */
export const CONDITIONS = ['not_empty', 'not_full', 'all_tasks_done'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** The order is the wire format of traces and links: append, never reorder. */
export const KINDS = [
  'tick', // no thread could run: the clock moved on to the next deadline
  'start', // thread.start() of `target`
  'exit', // the thread's run() returned
  'exception', // the thread ends with an uncaught exception
  'call', // enters `method`
  'return', // leaves `method`
  'raise', // `error` is raised in this thread (and may be caught)
  'put', // `item` is now the last in `queue`
  'get', // the first in `queue` was `item`; it is the thread's now
  'wait', // blocks on `condition` of `queue`, until `until` at the latest
  'notify', // wakes `target`, which waits on `condition` of `queue`
  'timeout', // comes back from its wait: the deadline has passed, and no thread has notified it
  'task_done', // `unfinished` are left in `queue`
  'join', // queue.join() or thread.join() is over
  'wait_exit', // blocks until `target` has exited
  'sleep', // blocks until `until`
  'wake', // its sleep is over, or its deadline has come: it can run
  'run', // calls the job of `item`; it sleeps until `until`
  'done', // the job of `item` returned
  'fail', // the job of `item` raised `error`
  'dismiss', // sets the dismissed event of `target`
  'look', // reads its own dismissed event: `dismissed`
  'register', // workRequests[item.requestID] = item; it holds `pending` requests now
  'unregister', // del workRequests[item.requestID]; it holds `pending` requests now
  'callback', // calls the callback of `item`
  'exc_callback', // calls the exception callback of `item`
  'make', // makeRequests made `count` requests
  'output', // prints `text`
  'check', // poll() looks at workRequests: `pending` are in it
  'acquire', // takes the lock `object`, or one of a semaphore
  'release', // gives it back
  'reach', // has come to a switch point: `what` is next ('' for the line itself)
  'block', // blocks on `object`, until `until` at the latest
  'unblock', // ends the wait of `target`, which waits on `object`
  'expire', // comes back from its wait on `object`: the deadline has passed
  'set', // sets the event `object`
  'clear', // clears it
  'task', // the thread's event loop goes on with the task `object`; null: with none
] as const;
export type EventKind = (typeof KINDS)[number];

/** Kind names to their numbers, for code that runs once per event. */
export const K = Object.fromEntries(KINDS.map((kind, index) => [kind, index])) as Record<EventKind, number>;

/** Python's names of the exceptions a pool can meet. Append, never reorder. */
export const ERRORS = [
  'Empty',
  'Full',
  'ValueError',
  'NoResultsPending',
  'NoWorkersAvailable',
  'KeyError',
  'TypeError',
  'AssertionError',
  'RuntimeError',
  'Exception',
] as const;
export type ErrorName = (typeof ERRORS)[number];
/** The name of any exception a program may raise. */
export type AnyError = ErrorName | (string & {});

/** Calls the main thread makes, as its script writes them. Append, never reorder. */
export const METHODS = [
  'WorkManager',
  'add_job',
  'wait_allcomplete',
  'ThreadPool',
  'makeRequests',
  'putRequest',
  'poll',
  'wait',
  'createWorkers',
  'dismissWorkers',
  'joinAllDismissedWorkers',
  'sleep',
  'put',
  'get',
  'task_done',
  'join',
] as const;
export type Method = (typeof METHODS)[number];

/** Index of a thread in the trace's `threads`; {@link CLOCK} is the clock itself. */
export type ThreadId = number;
export const CLOCK: ThreadId = 0xffff;

/**
 * Fields each kind adds to the common ones. `queue` indexes the trace's `queues`, `object` its `objects`, `item` its
 * requests, from 0. Times in seconds.
 */
interface Fields {
  tick: object;
  start: { target: ThreadId };
  exit: object;
  exception: { error: AnyError };
  call: { method: Method };
  return: { method: Method };
  raise: { error: AnyError; queue: number | null };
  put: { queue: number; item: number };
  get: { queue: number; item: number };
  wait: { queue: number; condition: Condition; until: number };
  notify: { queue: number; condition: Condition; target: ThreadId };
  timeout: { queue: number; condition: Condition };
  task_done: { queue: number; unfinished: number };
  join: { queue: number | null; target: ThreadId | null };
  wait_exit: { target: ThreadId; until: number };
  sleep: { until: number };
  wake: object;
  run: { item: number; until: number };
  done: { item: number };
  fail: { item: number; error: AnyError };
  dismiss: { target: ThreadId };
  look: { dismissed: boolean };
  register: { item: number; pending: number };
  unregister: { item: number; pending: number };
  callback: { item: number };
  exc_callback: { item: number };
  make: { count: number };
  output: { text: string; stderr: boolean };
  check: { pending: number };
  acquire: { object: number };
  release: { object: number };
  reach: { what: string };
  block: { object: number; until: number };
  unblock: { object: number; target: ThreadId };
  expire: { object: number };
  set: { object: number };
  clear: { object: number };
  task: { object: number | null };
}

export type TraceEvent = {
  [Name in EventKind]: {
    kind: Name;
    /** Position in the trace, from 0. */
    seq: number;
    /** Virtual seconds since the start. */
    time: number;
    thread: ThreadId;
    /** Index into `states` of the thread's machine after this event; 0 where the engine has none. */
    state: number;
    /** Source line from 1; 0 where there is none. */
    line: number;
    /** True for the first event of a step. */
    step: boolean;
  } & Fields[Name];
}[EventKind];

export type EventOf<Name extends EventKind> = Extract<TraceEvent, { kind: Name }>;
