import { after } from '../../../trace/deadline.ts';
import { ERRORS, K } from '../../../trace/events.ts';
import { EXHAUSTED, OK, OK_LOCAL, PARKED, raise, RAISED, result, SHARED, statement, type Performs } from './result.ts';

type PoolOp =
  | 'register'
  | 'unregister'
  | 'check'
  | 'call_back'
  | 'run'
  | 'look'
  | 'start_next'
  | 'join_next'
  | 'dismiss_next';

/** Operations on the pool's own data and threads. */
export const POOL_OPS: Performs<PoolOp> = {
  register(engine, thread) {
    const item = thread.i++;
    engine.workRequests.set(engine.jobs[item]!.key, item);
    engine.record(K.register, thread.id, 0, item, engine.workRequests.size);
    return OK;
  },

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
      engine.record(K.wait_exit, thread.id, 0, target.id, engine.trace.deadline(Infinity));
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
      const until = after(engine.now, job.duration);
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
};
