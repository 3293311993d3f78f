import { after } from '../../../trace/deadline.ts';
import { keyOf } from '../../../scenario/scenario.ts';
import { K, METHODS } from '../../../trace/events.ts';
import { LOCAL, OK, OK_LOCAL, PARKED, raise, result, statement, type Performs } from './result.ts';

/** Operations of a thread's own program, between and around its calls. */
export const SCRIPT_OPS: Performs<'next' | 'make' | 'throw' | 'sleep'> = {
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

  sleep(engine, thread) {
    const { seconds } = statement(thread, 'sleep');
    if (thread.resumes) return OK_LOCAL;
    const until = after(engine.now, seconds);
    engine.record(K.sleep, thread.id, 0, 0, engine.trace.deadline(until));
    if (seconds > 0) {
      engine.park(thread.id, until);
      return PARKED;
    }
    engine.record(K.wake, thread.id);
    return OK;
  },
};
