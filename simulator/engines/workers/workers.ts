import { after } from '../../trace/deadline.ts';
import { ERRORS, K, type ErrorName } from '../../trace/events.ts';
import type { WorkerContext } from '../../threads/pool/worker-context.ts';
import { LOOPS } from '../../threads/pool/loops.ts';
import { Actor } from './actor.ts';
import { WORKERS } from '../model/tables.ts';
import { ActorQueue, type Item } from './queues.ts';
import type { RunMemory } from './memory.ts';

const REQUESTS = 0;
const RESULTS = 1;

/** The exception with Python's name. */
export const exception = (name: ErrorName): Error => Object.assign(new Error(name), { name });

/** A worker of the pool: the very loops of `pool/loops.ts`, between queues that take turns. */
export function workerOf(memory: RunMemory, id: number): { actor: Actor; play: () => Promise<void> } {
  const kind = memory.scenario.pool.kind === 'WorkManager' ? 'Work' : 'WorkerThread';
  const actor = new Actor(memory, id, WORKERS[kind === 'Work' ? 'WorkManager' : 'ThreadPool']);
  const requests = new ActorQueue(actor, REQUESTS);
  const task = (item: Item) => ({ serial: item, callable: 'job', args: [] });
  const context: Omit<WorkerContext, 'pollTimeout'> = {
    requests: {
      get: (block, timeout) =>
        task(actor.step(kind === 'Work' ? 'get_nowait' : 'get_request', () => requests.get(block, timeout))),
      put: ({ serial }) => actor.step('put_back', () => requests.put(serial)),
      taskDone: () => actor.step('task_done', () => requests.taskDone()),
    },
    results: resultsOf(actor, kind),
    dismissed: () =>
      actor.step(
        'look',
        () => look(actor),
        (dismissed) => (dismissed ? 'set' : 'clear'),
      ),
    setCurrent() {},
    call: ({ serial }) => actor.step('run', () => run(actor, serial)),
  };
  return { actor, play: () => LOOPS[kind]({ ...context, pollTimeout: memory.pollTimeoutOf(id) }) };
}

function resultsOf(actor: Actor, kind: keyof typeof LOOPS): WorkerContext['results'] {
  // The WorkManager of the lessons has no queue for results.
  if (kind === 'Work') return { put() {} };
  const results = new ActorQueue(actor, RESULTS);
  return { put: ({ serial }) => actor.step('put_result', () => results.put(serial)) };
}

function look(actor: Actor): boolean {
  const { memory } = actor;
  const dismissed = Atomics.load(memory.words, memory.own(actor.id, 'dismissed')) === 1;
  actor.record(K.look, 0, dismissed ? 1 : 0);
  return dismissed;
}

/** Calls the job: it sleeps, then returns or raises. */
function run(actor: Actor, item: Item): void {
  const { memory } = actor;
  const { duration, raises } = memory.pool.job(item);
  const deadline = after(memory.now(), duration);
  actor.record(K.run, 0, item, 0, deadline);
  if (duration > 0) actor.sleep(deadline);
  if (raises !== null) {
    memory.pool.fail(item);
    actor.record(K.fail, 0, item, ERRORS.indexOf(raises));
    throw exception(raises);
  }
  actor.record(K.done, 0, item);
}
