import { K, type ThreadId } from '../../trace/events.ts';
import { dismissWorkers, poll, wait, type PoolParts } from '../../threads/pool/blocking-pool.ts';
import { NoResultsPending, NoWorkersAvailable } from '../../threads/pool/errors.ts';
import type { Actor } from './actor.ts';
import { ActorQueue, type Item } from './queues.ts';
import { exception } from './workers.ts';

/**
 * Operations of a program's thread on a pool. The pool is in shared memory, because several threads may use it. Its workers
 * do the work.
 */
abstract class Pool {
  protected readonly actor: Actor;
  protected readonly requests: ActorQueue;

  constructor(actor: Actor) {
    this.actor = actor;
    this.requests = new ActorQueue(actor, 0);
  }

  protected startWorkers(count: number, pollTimeout: number): void {
    const { actor } = this;
    const { memory } = actor;
    for (let i = 0; i < count; i++)
      actor.step('start_next', () =>
        this.atomically(() => {
          const thread = memory.count('threads');
          memory.setPollTimeout(thread, pollTimeout);
          memory.pool.setList('workers', [...memory.pool.list('workers'), thread]);
          actor.record(K.start, 0, thread);
          if (!memory.handle.gated) memory.start(thread);
        }),
      );
    actor.local('start_next', 'exhausted');
  }

  /** `thread.join()` for each of them. */
  protected joinEach(threads: readonly number[], onlyAlive = false): void {
    const { actor } = this;
    const { words } = actor.memory;
    for (const thread of threads) {
      const ended = actor.memory.own(thread, 'ended');
      if (onlyAlive && Atomics.load(words, ended) === 1) continue;
      actor.step('join_next', () => {
        if (Atomics.load(words, ended) === 0) {
          actor.record(K.wait_exit, 0, thread, 0, Infinity);
          // It comes back when the word has changed, and not before.
          actor.wait({ words, at: ended, value: 0, deadline: Infinity });
        }
        actor.record(K.join, 0, thread + 1);
      });
    }
  }

  protected atomically<T>(change: () => T): T {
    return this.actor.drive(this.actor.memory.atomically(change));
  }
}

/** `WorkManager` of the lessons. */
export class WorkManagerCaller extends Pool {
  /** `__init__`: queues the jobs, then starts the workers. */
  create(threadNum: number): void {
    const jobs = this.actor.memory.pool.get('jobs');
    for (let i = 0; i < jobs; i++) this.actor.step('put_next', () => this.requests.put(i));
    this.actor.local('put_next', 'exhausted');
    this.startWorkers(threadNum, 5);
  }

  addJob(item: Item): void {
    this.actor.step('put', () => this.requests.put(item));
  }

  waitAllcomplete(): void {
    this.joinEach(
      this.atomically(() => this.actor.memory.pool.list('workers')),
      true,
    );
    this.actor.local('join_next', 'exhausted');
  }
}

/** `ThreadPool` of threadpool. */
export class ThreadPoolCaller extends Pool {
  private readonly results: ActorQueue;
  private readonly parts: PoolParts<Item, ThreadId>;

  constructor(actor: Actor) {
    super(actor);
    this.results = new ActorQueue(actor, 1);
    this.parts = {
      check: (block) =>
        actor.step(
          'check',
          () => this.check(block),
          () => 'pending',
        ),
      getResult: (block) => actor.step('get_result', () => this.results.get(block)),
      callBack: (item) => this.callBack(item),
      unregister: (item) => actor.step('unregister', () => this.unregister(item)),
      workerCount: () => actor.memory.pool.get('workers'),
      dismissLast: () => actor.step('dismiss_next', () => this.dismissLast()),
      keepDismissed: (workers) => {
        this.atomically(() => this.extendDismissed(workers));
        actor.local('dismiss_next', 'exhausted');
      },
      joinDismissed: (workers) => {
        actor.local('dismiss_next', 'exhausted');
        this.joinEach(workers);
        actor.local('join_next', 'exhausted');
      },
    };
  }

  createWorkers(numWorkers: number, pollTimeout: number): void {
    this.startWorkers(numWorkers, pollTimeout);
  }

  /** For each request of the loop: queues it, then registers that its result is expected. */
  putRequests(from: Item, to: Item, block?: boolean, timeout?: number | null): void {
    const { actor } = this;
    const { memory } = actor;
    for (let item = from; item < to; item++) {
      actor.step('put_request', () => {
        if (memory.pool.failed(item)) throw actor.raise(exception('AssertionError'));
        this.requests.put(item, block, timeout);
      });
      actor.step('register', () =>
        this.atomically(() => actor.record(K.register, 0, item, memory.pool.register(item))),
      );
    }
    actor.local('put_request', 'exhausted');
  }

  /** @throws NoResultsPending, NoWorkersAvailable; what a callback raises. */
  poll(block?: boolean): void {
    poll(this.parts, block);
  }

  wait(): void {
    wait(this.parts);
  }

  dismissWorkers(numWorkers: number, doJoin: boolean): void {
    dismissWorkers(this.parts, numWorkers, doJoin);
  }

  joinAllDismissedWorkers(): void {
    const { memory } = this.actor;
    this.joinEach(this.atomically(() => memory.pool.list('dismissedWorkers')));
    this.atomically(() => memory.pool.setList('dismissedWorkers', []));
    this.actor.local('join_next', 'exhausted');
  }

  private check(block: boolean): void {
    const { actor } = this;
    const pending = actor.memory.pool.get('pending');
    actor.record(K.check, 0, 0, pending);
    if (pending === 0) throw actor.raise(new NoResultsPending());
    if (block && actor.memory.pool.get('workers') === 0) throw actor.raise(new NoWorkersAvailable());
  }

  private callBack(item: Item): void {
    const { actor } = this;
    const { callback, exc_callback } = actor.memory.pool.job(item);
    const failed = actor.memory.pool.failed(item) && exc_callback !== null;
    const called = failed ? exc_callback : callback;
    if (called === null) return actor.local('call_back', 'ok');
    actor.step('call_back', () => {
      actor.record(failed ? K.exc_callback : K.callback, 0, item);
      if (called === 'raises') throw actor.raise(exception('Exception'));
    });
  }

  private unregister(item: Item): void {
    const { actor } = this;
    this.atomically(() => {
      if (!actor.memory.pool.unregister(item)) throw actor.raise(exception('KeyError'));
      actor.record(K.unregister, 0, item, actor.memory.pool.get('pending'));
    });
  }

  private dismissLast(): number {
    const { actor } = this;
    const { memory } = actor;
    return this.atomically(() => {
      const workers = memory.pool.list('workers');
      const worker = workers.pop()!;
      memory.pool.setList('workers', workers);
      actor.record(K.dismiss, 0, worker);
      Atomics.store(memory.words, memory.own(worker, 'dismissed'), 1);
      return worker;
    });
  }

  private extendDismissed(dismissed: readonly number[]): void {
    const { memory } = this.actor;
    memory.pool.setList('dismissedWorkers', [...memory.pool.list('dismissedWorkers'), ...dismissed]);
  }
}
