import type { Op, Outcome } from '../../model/frame.ts';
import { keyOf } from '../../scenario/scenario.ts';
import { ERRORS, K, METHODS, type ErrorName } from '../../trace/events.ts';
import type { ModelEngine } from './engine.ts';
import type { Reply } from './queue-store.ts';
import type { ModelThread } from './thread.ts';

export const LOCAL = 0;
const SHARED = 1;

/** How an operation went. After a local one the same step goes on; after a shared one it ends. */
export interface Result {
  readonly kind: typeof LOCAL | typeof SHARED;
  readonly name: Outcome;
}
/** The thread could not finish: its next turn makes the operation again. */
export const PARKED = null;

const results = new Map<string, Result>();
function result(kind: Result['kind'], name: Outcome): Result {
  const key = `${kind} ${name}`;
  let found = results.get(key);
  if (!found) results.set(key, (found = { kind, name }));
  return found;
}
const OK = result(SHARED, 'ok');
const OK_LOCAL = result(LOCAL, 'ok');
const EXHAUSTED = result(LOCAL, 'exhausted');
const RAISED = result(SHARED, 'raised');
const EMPTY = result(SHARED, 'Empty');

const REQUESTS = 0;
const RESULTS = 1;

function raise(engine: ModelEngine, thread: ModelThread, error: ErrorName, object = 0): Result {
  thread.error = error;
  engine.record(K.raise, thread.id, object, ERRORS.indexOf(error));
  return RAISED;
}

/** A queue's reply as the outcome of the thread's operation. */
function outcome(thread: ModelThread, reply: Reply): Result | null {
  switch (reply) {
    case 'done':
      return OK;
    case 'waits':
      return PARKED;
    case 'Empty':
      thread.error = reply;
      return EMPTY;
    case 'Full':
    case 'ValueError':
      thread.error = reply;
      return RAISED;
  }
}

function put(
  engine: ModelEngine,
  thread: ModelThread,
  queue: number,
  item: number,
  block = true,
  timeout: number | null = null,
) {
  return outcome(thread, engine.call(queue, 'put', thread, item, block, timeout));
}

function get(engine: ModelEngine, thread: ModelThread, queue: number, block: boolean, timeout: number | null) {
  const reply = engine.call(queue, 'get', thread, -1, block, timeout);
  if (reply === 'done') thread.item = engine.queues[queue]!.args.event.item;
  return outcome(thread, reply);
}

/** The statement a thread is in, which must be one of `call`. */
function statement<Call extends string>(thread: ModelThread, ...calls: Call[]) {
  const now = thread.statement;
  if (!now || !calls.includes(now.call as Call)) throw new Error(`${thread.table.id} is not in ${calls.join(' or ')}`);
  return now as Extract<NonNullable<typeof now>, { call: Call }>;
}

/** What each operation does; the machines say when. */
export const OPS: { readonly [Name in Op]: (engine: ModelEngine, thread: ModelThread) => Result | null } = {
  next(engine, thread) {
    const now = thread.script[thread.pc++];
    if (!now) return result(LOCAL, 'end');
    thread.statement = now;
    engine.record(K.call, thread.id, 0, METHODS.indexOf(now.call));
    thread.i = 0;
    thread.inWait = now.call === 'wait';
    const { pool } = engine.scenario;
    switch (now.call) {
      case 'WorkManager':
        thread.n = engine.jobs.length;
        break;
      case 'wait_allcomplete':
        thread.list = engine.workers;
        break;
      case 'add_job': {
        const last = engine.jobs.at(-1);
        const duration = now.duration ?? last?.duration ?? 0;
        thread.item = engine.jobs.length;
        engine.jobs.push({
          duration,
          raises: now.raises ?? null,
          key: keyOf(undefined, thread.item),
          unhashable: false,
          callback: null,
          exc_callback: null,
        });
        break;
      }
      case 'ThreadPool':
        if (pool.kind === 'ThreadPool') thread.n = pool.num_workers;
        break;
      case 'createWorkers':
        thread.n = now.num_workers;
        break;
      case 'putRequest':
        [thread.i, thread.n] = now.requests ?? [0, engine.jobs.length];
        break;
      case 'dismissWorkers':
        thread.n = Math.min(now.num_workers, engine.workers.length);
        thread.list = [];
        thread.doJoin = now.do_join ?? false;
        break;
      case 'joinAllDismissedWorkers':
        thread.list = engine.dismissedWorkers;
        break;
      case 'put':
        thread.item = engine.nextItem++;
        break;
    }
    return result(LOCAL, now.call);
  },

  make(engine, thread) {
    if (engine.jobs.some((job) => job.unhashable)) return { ...raise(engine, thread, 'TypeError'), kind: LOCAL };
    engine.record(K.make, thread.id, 0, engine.jobs.length);
    return OK_LOCAL;
  },

  throw(_, thread) {
    const caught = thread.statement?.catch;
    // Every exception of a scenario is an Exception.
    if (caught?.includes(thread.error) || caught?.includes('Exception')) return result(LOCAL, 'caught');
    return result(LOCAL, 'uncaught');
  },

  put(engine, thread) {
    const { block, timeout } = { block: true, timeout: null, ...statement(thread, 'put', 'add_job') };
    return put(engine, thread, REQUESTS, thread.item, block, timeout);
  },

  put_next(engine, thread) {
    if (thread.i >= thread.n) {
      thread.i = 0;
      const { pool } = engine.scenario;
      thread.n = pool.kind === 'WorkManager' ? pool.thread_num : 0;
      return EXHAUSTED;
    }
    const done = put(engine, thread, REQUESTS, thread.i);
    if (done === OK) thread.i++;
    return done;
  },

  put_request(engine, thread) {
    if (thread.i >= thread.n) return EXHAUSTED;
    const { block = true, timeout = null } = statement(thread, 'putRequest');
    if (engine.exceptions[thread.i]) return raise(engine, thread, 'AssertionError');
    return put(engine, thread, REQUESTS, thread.i, block, timeout);
  },

  register(engine, thread) {
    const item = thread.i++;
    engine.workRequests.set(engine.jobs[item]!.key, item);
    engine.record(K.register, thread.id, 0, item, engine.workRequests.size);
    return OK;
  },

  get(engine, thread) {
    const { block = true, timeout = null } = statement(thread, 'get');
    return get(engine, thread, REQUESTS, block, timeout);
  },

  get_nowait: (engine, thread) => get(engine, thread, REQUESTS, false, null),
  get_request: (engine, thread) => get(engine, thread, REQUESTS, true, thread.pollTimeout),

  get_result(engine, thread) {
    const now = statement(thread, 'poll', 'wait');
    return get(engine, thread, RESULTS, now.call === 'wait' || (now.block ?? false), null);
  },

  put_result: (engine, thread) => put(engine, thread, RESULTS, thread.item),
  put_back: (engine, thread) => put(engine, thread, REQUESTS, thread.item),
  task_done: (engine, thread) => outcome(thread, engine.call(REQUESTS, 'task_done', thread, -1, true, null)),
  join: (engine, thread) => outcome(thread, engine.call(REQUESTS, 'join', thread, -1, true, null)),

  join_next(engine, thread) {
    // wait_allcomplete asks is_alive() first; joining a thread that has ended is over at once.
    const onlyAlive = thread.statement?.call === 'wait_allcomplete';
    while (onlyAlive && thread.list[thread.i]?.ended && !thread.resumes) thread.i++;
    const target = thread.list[thread.i];
    if (!target) {
      if (thread.statement?.call === 'joinAllDismissedWorkers') engine.dismissedWorkers = [];
      return EXHAUSTED;
    }
    if (!target.ended) {
      engine.record(K.wait_exit, thread.id, 0, target.id);
      target.joiners.push(thread);
      engine.park(thread.id, Infinity);
      return PARKED;
    }
    thread.i++;
    engine.record(K.join, thread.id, 0, target.id + 1);
    return OK;
  },

  start_next(engine, thread) {
    if (thread.i >= thread.n) return EXHAUSTED;
    thread.i++;
    const { pool } = engine.scenario;
    const now = thread.statement;
    const given = now?.call === 'createWorkers' ? (now.poll_timeout ?? 5) : null;
    engine.startWorker(thread, given ?? (pool.kind === 'ThreadPool' ? pool.poll_timeout : 5));
    return OK;
  },

  run(engine, thread) {
    const { item } = thread;
    const job = engine.jobs[item]!;
    if (!thread.resumes) {
      const until = engine.now + job.duration;
      engine.record(K.run, thread.id, 0, item, engine.trace.deadline(until));
      if (job.duration > 0) {
        engine.park(thread.id, until);
        return PARKED;
      }
    }
    if (job.raises === null) {
      engine.record(K.done, thread.id, 0, item);
      return OK;
    }
    thread.error = job.raises;
    engine.exceptions[item] = true;
    engine.record(K.fail, thread.id, 0, item, ERRORS.indexOf(job.raises));
    return RAISED;
  },

  look(engine, thread) {
    engine.record(K.look, thread.id, 0, thread.dismissed ? 1 : 0);
    return result(SHARED, thread.dismissed ? 'set' : 'clear');
  },

  check(engine, thread) {
    const now = statement(thread, 'poll', 'wait');
    const block = now.call === 'wait' || (now.block ?? false);
    engine.record(K.check, thread.id, 0, 0, engine.workRequests.size);
    if (engine.workRequests.size === 0) {
      raise(engine, thread, 'NoResultsPending');
      return result(SHARED, 'none_pending');
    }
    if (block && engine.workers.length === 0) {
      raise(engine, thread, 'NoWorkersAvailable');
      return result(SHARED, 'no_workers');
    }
    return result(SHARED, 'pending');
  },

  call_back(engine, thread) {
    const { item } = thread;
    const job = engine.jobs[item]!;
    const failed = engine.exceptions[item] ?? false;
    const called = failed && job.exc_callback !== null ? job.exc_callback : job.callback;
    if (called === null) return OK_LOCAL;
    engine.record(failed && job.exc_callback !== null ? K.exc_callback : K.callback, thread.id, 0, item);
    return called === 'raises' ? raise(engine, thread, 'Exception') : OK;
  },

  unregister(engine, thread) {
    const { item } = thread;
    if (!engine.workRequests.delete(engine.jobs[item]!.key)) return raise(engine, thread, 'KeyError');
    engine.record(K.unregister, thread.id, 0, item, engine.workRequests.size);
    thread.item = -1;
    return OK;
  },

  dismiss_next(engine, thread) {
    const worker = thread.i < thread.n ? engine.workers.pop() : undefined;
    if (!worker) {
      if (!thread.doJoin) engine.dismissedWorkers.push(...thread.list);
      thread.i = 0;
      return EXHAUSTED;
    }
    thread.i++;
    worker.dismissed = true;
    thread.list.push(worker);
    engine.record(K.dismiss, thread.id, 0, worker.id);
    return OK;
  },

  sleep(engine, thread) {
    const { seconds } = statement(thread, 'sleep');
    if (thread.resumes) return OK_LOCAL;
    const until = engine.now + seconds;
    engine.record(K.sleep, thread.id, 0, 0, engine.trace.deadline(until));
    if (seconds > 0) {
      engine.park(thread.id, until);
      return PARKED;
    }
    engine.record(K.wake, thread.id);
    return OK;
  },
};
