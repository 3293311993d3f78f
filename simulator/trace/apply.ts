import { CLOCK, CONDITIONS, K, METHODS } from './events.ts';
import {
  newThreadState,
  type ObjectState,
  type PoolState,
  type QueueState,
  type ThreadStatus,
  type ThreadState,
} from './state.ts';
import type { Trace } from './trace.ts';

/**
 * Applies the next event of the trace to `state`, in place: the only way a state changes.
 * @throws Error if an event contradicts the state (an imported trace may).
 */
export function apply(state: PoolState, trace: Trace): PoolState {
  const i = state.position++;
  const id = trace.threadAt(i);
  const time = trace.timeAt(i);
  const a = trace.aAt(i);
  const b = trace.bAt(i);
  state.time = time;
  if (trace.isStep(i)) state.current = id;
  const kind = trace.kindAt(i);
  if (kind === K.tick || id === CLOCK) return state;

  const thread = threadOf(state, id);
  thread.state = trace.stateAt(i);
  if (trace.lineAt(i)) thread.line = trace.lineAt(i);
  const become = (status: ThreadStatus) => {
    thread.status = status;
    thread.since = time;
  };
  const wake = (woken: ThreadState) => {
    woken.status = 'ready';
    woken.since = time;
    woken.queue = woken.target = woken.object = -1;
    woken.condition = null;
    woken.deadline = Infinity;
  };

  switch (kind) {
    case K.start:
      wake(threadOf(state, a));
      break;
    case K.exit:
      if (thread.status !== 'died') become('exited');
      thread.item = -1;
      for (const other of state.threads) if (other.target === id) wake(other);
      break;
    case K.exception:
      become('died');
      thread.error = trace.errorOf(a);
      for (const other of state.threads) if (other.target === id) wake(other);
      break;
    case K.call:
      thread.calls.push(METHODS[a]!);
      break;
    case K.return:
      thread.calls.pop();
      break;
    case K.raise:
      thread.error = trace.errorOf(a);
      break;
    case K.put: {
      const queue = queueOf(state, trace.objectAt(i));
      if (queue.bag) queue.bag.push(a);
      else if (queue.tail === queue.log.length) queue.log.push(a);
      else if (queue.log[queue.tail] !== a) throw new Error(`put ${a} does not fit the log of this trace`);
      if (!queue.bag) queue.tail++;
      queue.unfinished++;
      if (thread.item === a) thread.item = -1;
      break;
    }
    case K.get: {
      const queue = queueOf(state, trace.objectAt(i));
      if (queue.bag) queue.bag.splice(queue.bag.indexOf(a) >>> 0, 1);
      else if (queue.head === queue.tail || queue.log[queue.head] !== a)
        throw new Error(`event ${i}: get of ${a}, which is not the first in ${queue.info.name}`);
      if (!queue.bag) queue.head++;
      thread.item = a;
      break;
    }
    case K.wait: {
      const condition = CONDITIONS[a]!;
      thread.queue = trace.objectAt(i);
      thread.condition = condition;
      thread.deadline = trace.deadlineOf(b);
      become(thread.deadline === Infinity ? 'blocked' : 'waiting');
      queueOf(state, thread.queue).waiters[condition].push(id);
      break;
    }
    case K.notify: {
      leave(queueOf(state, trace.objectAt(i)), b, a);
      wake(threadOf(state, a));
      break;
    }
    case K.timeout: {
      leave(queueOf(state, trace.objectAt(i)), a, id);
      wake(thread);
      break;
    }
    case K.task_done:
      queueOf(state, trace.objectAt(i)).unfinished = a;
      thread.item = -1;
      break;
    case K.wait_exit:
      thread.deadline = trace.deadlineOf(b);
      become(thread.deadline === Infinity ? 'blocked' : 'waiting');
      thread.target = a;
      break;
    case K.sleep:
      become('sleeping');
      thread.deadline = trace.deadlineOf(b);
      break;
    case K.wake: {
      // The deadline of a timed wait has passed: the thread can run, and keeps its position among the waiters until it does.
      const { queue, condition, object } = thread;
      wake(thread);
      Object.assign(thread, { queue, condition, object });
      break;
    }
    case K.run:
      become('running');
      thread.item = a;
      thread.deadline = trace.deadlineOf(b);
      break;
    case K.done:
      wake(thread);
      break;
    case K.fail:
      wake(thread);
      thread.error = trace.errorOf(b);
      break;
    case K.dismiss:
      threadOf(state, a).dismissed = true;
      break;
    case K.look:
      if (a !== 0) thread.dismissSeen = true;
      break;
    case K.register:
      state.pending = b;
      break;
    case K.reach:
      thread.upcoming = trace.textOf(a);
      break;
    case K.block:
      thread.object = trace.objectAt(i);
      thread.deadline = trace.deadlineOf(b);
      become(thread.deadline === Infinity ? 'blocked' : 'waiting');
      objectOf(state, thread.object).waiters.push(id);
      break;
    case K.acquire: {
      const object = objectOf(state, trace.objectAt(i));
      object.owner = id;
      if (leaveObject(object, id)) wake(thread);
      // The lock was free for all of them, and one thread has it now.
      for (const other of object.waiters) blockAgain(threadOf(state, other));
      break;
    }
    case K.release: {
      const object = objectOf(state, trace.objectAt(i));
      object.owner = -1;
      for (const other of object.waiters)
        if (isBlocked(threadOf(state, other))) threadOf(state, other).status = 'ready';
      break;
    }
    case K.unblock:
      leaveObject(objectOf(state, trace.objectAt(i)), a);
      wake(threadOf(state, a));
      break;
    case K.expire:
      leaveObject(objectOf(state, trace.objectAt(i)), id);
      wake(thread);
      break;
    case K.set:
      objectOf(state, trace.objectAt(i)).set = true;
      break;
    case K.clear:
      objectOf(state, trace.objectAt(i)).set = false;
      break;
    case K.task:
      thread.task = trace.objectAt(i) - 1;
      break;
    case K.join:
      if (thread.target >= 0) wake(thread);
      break;
    case K.unregister:
      state.pending = b;
      thread.item = -1;
      break;
  }
  return state;
}

/** Threads appear in the trace as they are made; the state follows. */
function threadOf(state: PoolState, id: number): ThreadState {
  while (state.threads.length <= id) state.threads.push(newThreadState());
  return state.threads[id]!;
}

function queueOf(state: PoolState, index: number): QueueState {
  const queue = state.queues[index];
  if (!queue) throw new Error(`there is no queue ${index}`);
  return queue;
}

function objectOf(state: PoolState, index: number): ObjectState {
  const object = state.objects[index];
  if (!object) throw new Error(`there is no object ${index}`);
  return object;
}

const isBlocked = (thread: ThreadState) => thread.status === 'blocked' || thread.status === 'waiting';

/** Blocks a thread again: it was ready for a free lock, and another thread has taken the lock. */
function blockAgain(thread: ThreadState): void {
  if (thread.status === 'ready') thread.status = thread.deadline === Infinity ? 'blocked' : 'waiting';
}

function leaveObject({ waiters }: ObjectState, id: number): boolean {
  const at = waiters.indexOf(id);
  if (at >= 0) waiters.splice(at, 1);
  return at >= 0;
}

function leave(queue: QueueState, condition: number, id: number): void {
  const waiters = queue.waiters[CONDITIONS[condition]!];
  const at = waiters.indexOf(id);
  if (at < 0) throw new Error(`thread ${id} does not wait on ${CONDITIONS[condition]} of ${queue.info.name}`);
  waiters.splice(at, 1);
}
