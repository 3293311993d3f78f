import type { OpContext } from '../op.ts';
import type { Reply } from '../queue-store.ts';
import type { ModelThread } from '../thread.ts';
import { EMPTY, EXHAUSTED, OK, PARKED, raise, RAISED, statement, type Performs, type Result } from './result.ts';

const REQUESTS = 0;
const RESULTS = 1;

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
  engine: OpContext,
  thread: ModelThread,
  queue: number,
  item: number,
  block = true,
  timeout: number | null = null,
) {
  return outcome(thread, engine.call(queue, 'put', thread, item, block, timeout));
}

function get(engine: OpContext, thread: ModelThread, queue: number, block: boolean, timeout: number | null) {
  const reply = engine.call(queue, 'get', thread, -1, block, timeout);
  if (reply === 'done') thread.item = engine.queues[queue]!.args.event.item;
  return outcome(thread, reply);
}

type QueueOp =
  | 'put'
  | 'put_next'
  | 'put_request'
  | 'put_result'
  | 'put_back'
  | 'get'
  | 'get_nowait'
  | 'get_request'
  | 'get_result'
  | 'task_done'
  | 'join';

/** Operations that are one call on a queue. */
export const QUEUE_OPS: Performs<QueueOp> = {
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
};
