import { after } from '../../trace/deadline.ts';
import type { Scenario, Statement } from '../../scenario/scenario.ts';
import { K, METHODS } from '../../trace/events.ts';
import { CALLERS } from '../model/tables.ts';
import { Abandoned, Actor, Diverged } from './actor.ts';
import { ThreadPoolCaller, WorkManagerCaller } from './callers.ts';
import type { RunMemory } from './memory.ts';
import { ActorQueue } from './queues.ts';
import { exception } from './workers.ts';

/** A thread of the scenario: its script, statement by statement. */
export function callerOf(memory: RunMemory, id: number): { actor: Actor; play: () => void } {
  const { scenario } = memory;
  const actor = new Actor(memory, id, CALLERS[scenario.pool.kind]);
  const perform = performOn(actor, scenario);
  const play = () => {
    for (const statement of scenario.threads[id]!.script) {
      actor.statement = statement;
      actor.record(K.call, 0, METHODS.indexOf(statement.call));
      actor.inWait = statement.call === 'wait';
      actor.doJoin = statement.call === 'dismissWorkers' && (statement.do_join ?? false);
      try {
        perform(statement);
      } catch (error) {
        if (error instanceof Abandoned || error instanceof Diverged) throw error;
        const caught = (statement.catch ?? []) as string[];
        const passes = caught.includes((error as Error).name) || caught.includes('Exception');
        actor.local('throw', passes ? 'caught' : 'uncaught');
        if (!passes) return;
      }
    }
    actor.local('next', 'end');
  };
  return { actor, play };
}

/** Makes the function that performs a statement, as Python code would make the call. */
function performOn(actor: Actor, scenario: Scenario): (statement: Statement) => void {
  const { pool: spec } = scenario;
  const { memory } = actor;
  const next = ({ call }: Statement) => actor.local('next', call);
  const queue = new ActorQueue(actor, 0);
  const threadPool = spec.kind === 'ThreadPool' ? new ThreadPoolCaller(actor) : null;
  const workManager = spec.kind === 'WorkManager' ? new WorkManagerCaller(actor) : null;

  return (now) => {
    // The number of what is added is taken in the same turn as the statement.
    const item = now.call === 'put' ? memory.pool.count('nextItem') : now.call === 'add_job' ? addJob(memory, now) : 0;
    next(now);
    switch (now.call) {
      case 'sleep':
        return sleep(actor, now.seconds);
      case 'WorkManager':
        return spec.kind === 'WorkManager' ? workManager!.create(spec.thread_num) : undefined;
      case 'add_job':
        return workManager!.addJob(item);
      case 'wait_allcomplete':
        return workManager!.waitAllcomplete();
      case 'ThreadPool':
        return spec.kind === 'ThreadPool' ? threadPool!.createWorkers(spec.num_workers, spec.poll_timeout) : undefined;
      case 'createWorkers':
        return threadPool!.createWorkers(now.num_workers, now.poll_timeout ?? 5);
      case 'makeRequests':
        return makeRequests(actor);
      case 'putRequest': {
        const [from, to] = now.requests ?? [0, memory.pool.get('jobs')];
        return threadPool!.putRequests(from, to, now.block, now.timeout);
      }
      case 'poll':
        return threadPool!.poll(now.block);
      case 'wait':
        return threadPool!.wait();
      case 'dismissWorkers':
        return threadPool!.dismissWorkers(now.num_workers, now.do_join ?? false);
      case 'joinAllDismissedWorkers':
        return threadPool!.joinAllDismissedWorkers();
      case 'put':
        return actor.step('put', () => queue.put(item, now.block, now.timeout));
      case 'get':
        actor.step('get', () => queue.get(now.block, now.timeout));
        return;
      case 'task_done':
        return actor.step('task_done', () => queue.taskDone());
      case 'join':
        return actor.step('join', () => queue.join());
    }
  };
}

/** The number of a job that is added to those of the scenario. It takes as long as the last one, if it does not say. */
function addJob(memory: RunMemory, { duration, raises }: Extract<Statement, { call: 'add_job' }>): number {
  const item = memory.pool.count('jobs');
  memory.pool.setJob(item, duration ?? (item > 0 ? memory.pool.job(item - 1).duration : 0), raises ?? null);
  return item;
}

function makeRequests(actor: Actor): void {
  if (actor.memory.pool.unhashable) {
    const error = actor.raise(exception('TypeError'));
    actor.localRaise('make', error);
    throw error;
  }
  actor.record(K.make, 0, actor.memory.pool.get('jobs'));
  actor.local('make', 'ok');
}

function sleep(actor: Actor, seconds: number): void {
  const deadline = after(actor.memory.now(), seconds);
  if (seconds > 0) {
    actor.record(K.sleep, 0, 0, 0, deadline);
    actor.sleep(deadline);
    return actor.local('sleep', 'ok');
  }
  actor.step('sleep', () => {
    actor.record(K.sleep, 0, 0, 0, deadline);
    actor.record(K.wake);
  });
}
