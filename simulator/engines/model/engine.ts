import { OP_OUTCOMES, type Op } from '../../machines/frame.ts';
import { queueMachine } from '../../machines/queue.ts';
import { queuesOf } from '../../scenario/queues.ts';
import { jobsOf, type ScenarioJob, type Scenario } from '../../scenario/scenario.ts';
import type { Engine } from '../../run/engine.ts';
import { isProgress } from '../../run/progress.ts';
import { after } from '../../trace/deadline.ts';
import { RunSet } from '../../run/run-set.ts';
import { Timers } from '../../run/timers.ts';
import { CLOCK, K, type Condition, type ThreadId } from '../../trace/events.ts';
import { Trace } from '../../trace/trace.ts';
import { selectTransition, compile } from './compile.ts';
import type { OpContext } from './op.ts';
import { OPS } from './ops/index.ts';
import { LOCAL, PARKED } from './ops/result.ts';
import { QUEUE_EVENTS, QueueStore, type QueueEvent, type Reply } from './queue-store.ts';
import { CALLERS, OP_OUTCOME, WORKERS } from './tables.ts';
import { ModelThread } from './thread.ts';

const QUEUE = compile(queueMachine, QUEUE_EVENTS);
const QUEUE_EVENT = Object.fromEntries(QUEUE_EVENTS.map((name, index) => [name, index])) as Record<QueueEvent, number>;

/**
 * Runs a scenario on the machines of `simulator/machines`, with a virtual clock.
 * Deterministic: the trace depends on the scenario and on the threads that are stepped, in order.
 */
export class ModelEngine implements Engine, OpContext {
  readonly trace: Trace;
  readonly runnable = new RunSet();
  over = false;

  readonly scenario: Scenario;
  readonly jobs: ScenarioJob[];
  readonly queues: QueueStore[];
  workers: ModelThread[] = [];
  dismissedWorkers: ModelThread[] = [];
  readonly workRequests = new Map<number, number>();
  readonly exceptions: boolean[] = [];
  now = 0;
  nextItem = 0;

  private readonly threads: ModelThread[] = [];
  private readonly timers = new Timers();
  private alive = 0;
  private created = 0;
  /** The next event begins a step. What happened before main's first statement belongs to none. */
  private firstOfStep = false;
  private progress = 0;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.jobs = jobsOf(scenario);
    this.trace = new Trace(queuesOf(scenario));
    this.queues = this.trace.queues.map(({ maxsize }, index) => new QueueStore(this, index, maxsize));
    for (const store of this.queues) store.state = QUEUE.initial;
    for (const { name, script } of scenario.threads) {
      const table = CALLERS[scenario.pool.kind];
      const thread = new ModelThread(this, this.trace.addThread({ name, machine: table.id }), table, { script });
      this.admit(thread);
      if (thread.id > 0) this.record(K.start, 0, 0, thread.id);
    }
  }

  step(id: ThreadId): void {
    const thread = this.threads[id];
    if (!thread || !this.runnable.has(id)) throw new RangeError(`thread ${id} cannot run`);
    this.firstOfStep = true;
    const { meta } = thread.table;
    do {
      const before = this.trace.length;
      const outcome = OPS[meta[thread.state]!.op](this, thread);
      if (outcome === PARKED) return;
      thread.resumes = false;
      this.enter(thread, OP_OUTCOME[outcome.name]);
      if (this.trace.length > before) this.trace.setState(this.trace.length - 1, thread.state);
      if (outcome.kind !== LOCAL) break;
    } while (!thread.ended);
  }

  advance(): 'ok' | 'deadlock' | 'livelock' {
    this.dropStaleTimers();
    const time = this.timers.next;
    if (time === Infinity) return 'deadlock';
    // Every thread with a deadline has timed out and waits again, and nothing else has happened: this goes on for ever.
    if (this.threads.every((thread) => thread.wakeAt === Infinity || thread.timedOutAt === this.progress))
      return 'livelock';
    this.now = time;
    this.trace.push(K.tick, true, time, CLOCK, 0);
    this.firstOfStep = false;
    while (this.timers.next === time) {
      const thread = this.threads[this.timers.pop()]!;
      if (thread.wakeAt !== time) continue;
      this.record(K.wake, thread.id);
      // It stays among the waiters until its turn, as Condition.wait leaves only with the mutex. A notify may still wake it.
      if (thread.condition !== null) thread.timedOutAt = this.progress;
      thread.wakeAt = Infinity;
      this.runnable.add(thread.id);
    }
    return 'ok';
  }

  /** The operation of the thread's next turn; null: it has ended. */
  opOf(id: ThreadId): Op | null {
    const thread = this.threads[id]!;
    return thread.table.meta[thread.state]?.op ?? null;
  }

  call(
    queue: number,
    type: QueueEvent,
    thread: ModelThread,
    item: number,
    block: boolean,
    timeout: number | null,
  ): Reply {
    const store = this.queues[queue]!;
    if (thread.condition !== null) {
      store.expire(thread.condition, thread.id);
      thread.condition = null;
    }
    if (!thread.resumes)
      thread.deadline = timeout === null ? Infinity : timeout < 0 ? -Infinity : after(this.now, timeout);
    const { args } = store;
    const { event } = args;
    event.type = type;
    event.thread = thread.id;
    event.item = item;
    event.block = block;
    event.deadline = thread.deadline;
    event.now = this.now;
    const transition = selectTransition(QUEUE, store.state, QUEUE_EVENT[type], args)!;
    store.state = transition.target;
    for (const action of transition.actions) action(args, undefined);
    return store.reply;
  }

  record(kind: number, thread: ThreadId, object = 0, a = 0, b = 0): void {
    if (isProgress(kind, a)) this.progress++;
    this.trace.push(kind, this.firstOfStep, this.now, thread, this.threads[thread]!.state, object, a, b);
    this.firstOfStep = false;
  }

  park(id: ThreadId, deadline: number, condition: Condition | null = null): void {
    const thread = this.threads[id]!;
    this.runnable.delete(id);
    thread.resumes = true;
    thread.wakeAt = deadline;
    thread.condition = condition;
    if (deadline !== Infinity) this.timers.push(deadline, id);
  }

  wake(id: ThreadId): void {
    const thread = this.threads[id]!;
    thread.wakeAt = Infinity;
    thread.condition = null;
    this.runnable.add(id);
  }

  startWorker(starter: ModelThread, pollTimeout: number): void {
    const { kind } = this.scenario.pool;
    if (kind === 'Queue') throw new Error('a bare queue has no workers');
    const table = WORKERS[kind];
    const id = this.trace.addThread({ name: `Thread-${++this.created}`, machine: table.id });
    const worker = new ModelThread(this, id, table, { daemon: kind === 'ThreadPool', pollTimeout });
    this.admit(worker);
    this.workers.push(worker);
    this.record(K.start, starter.id, 0, id);
  }

  private admit(thread: ModelThread): void {
    this.threads.push(thread);
    this.runnable.add(thread.id);
    if (!thread.daemon) this.alive++;
  }

  private enter(thread: ModelThread, outcome: number): void {
    const { table, args } = thread;
    const transition = selectTransition(table, thread.state, outcome, args);
    if (!transition)
      throw new Error(`${table.id} in ${table.states[thread.state]} does not know ${OP_OUTCOMES[outcome]}`);
    thread.state = transition.target;
    for (const action of transition.actions) action(args, undefined);
    if (table.final[transition.target]) this.end(thread);
  }

  private end(thread: ModelThread): void {
    if (!thread.died) this.record(K.exit, thread.id);
    thread.ended = true;
    this.runnable.delete(thread.id);
    for (const joiner of thread.joiners) this.wake(joiner.id);
    thread.joiners.length = 0;
    if (!thread.daemon) this.alive--;
    this.over = this.alive === 0;
  }

  /** Drops the timers of threads that another thread woke first. */
  private dropStaleTimers(): void {
    const { timers } = this;
    for (let id = timers.peek(); id !== undefined; id = timers.peek()) {
      if (this.threads[id]!.wakeAt === timers.next) return;
      timers.pop();
    }
  }
}
