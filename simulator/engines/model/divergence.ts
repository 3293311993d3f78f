import type { Op } from '../../machines/frame.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { CLOCK, type EventKind, type ThreadId, type TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { ModelEngine } from './engine.ts';

/** The first difference between a trace and the machines. */
export interface Divergence {
  /** The event of the trace. */
  readonly seq: number;
  readonly event: string;
  /** The operation of the thread's machine there; null: it has none. */
  readonly model: string | null;
}

/** Events that every engine records for the same operation, in the same order within a thread. */
const COMPARED = new Set<EventKind>([
  'start',
  'put',
  'get',
  'wait',
  'notify',
  'timeout',
  'task_done',
  'look',
  'dismiss',
  'join',
  'sleep',
]);
/** Steps of the model that have no event of their own elsewhere: a thread makes them in one go with the operation before. */
const QUIET = new Set<Op>(['register', 'unregister', 'check', 'call_back']);
/** Steps of one thread after which it does nothing that is compared. */
const MANY = 1000;

/**
 * Compares a trace of the scenario with the machines, whichever engine wrote it. They must be able to do the same, in an order
 * that differs only where no thread could tell. Null: they do.
 */
export function divergence(scenario: Scenario, trace: Trace): Divergence | null {
  const model = new Follower(scenario);
  for (let seq = 0; seq < trace.length; seq++) {
    const event = trace.at(seq);
    // It has asked is_alive(), which is no step of its own in the model, and joins next.
    const joins = event.kind === 'reach' && event.what === 'Thread.join';
    if (joins || event.kind === 'exit' || event.kind === 'exception') model.goesOn(event.thread);
    const told = event.kind === 'tick' ? String(event.time) : tell(event, scenario);
    if (told === null) continue;
    const done = event.thread === CLOCK ? model.advance() : model.follow(event.thread, told);
    // The model sees that it goes on like this for ever; others may first go round once more.
    if (done === 'livelock') return null;
    // When a program is over, the interpreter joins the threads that are left.
    if (done === null && event.kind === 'join' && model.hasEnded(event.thread)) continue;
    if (done !== told) return { seq, event: told, model: done };
  }
  return null;
}

/** Steps the model as another engine's trace says. */
class Follower {
  private readonly engine: ModelEngine;
  private readonly scenario: Scenario;
  /** Operations of each thread that the trace has not recorded yet. */
  private readonly ahead: string[][] = [];
  /** Items of the trace, by those of the model: they are numbered as they are first put. */
  private readonly items = new Map<string, string>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.engine = new ModelEngine(scenario);
  }

  /** Moves the clock, and returns its time as text; null: no thread waits on time. */
  advance(): string | null {
    const advanced = this.engine.advance();
    return advanced === 'ok' ? String(this.engine.now) : advanced === 'deadlock' ? null : advanced;
  }

  /** Lets the thread make steps that no trace records, such as its end. */
  goesOn(thread: ThreadId): void {
    const ahead = this.aheadOf(thread);
    for (let steps = 0; ahead.length === 0 && steps < MANY && this.engine.runnable.has(thread); steps++)
      ahead.push(...this.step(thread));
  }

  hasEnded(thread: ThreadId): boolean {
    return this.engine.opOf(thread) === null;
  }

  /** Compares the event with the thread's next ones; returns it if it is among them, else the first of these. */
  follow(thread: ThreadId, told: string): string | null {
    const ahead = this.aheadOf(thread);
    this.goesOn(thread);
    const at = ahead.findIndex((done) => this.same(told, done));
    const [done = null] = ahead.splice(Math.max(0, at), 1);
    while (ahead.length === 0 && this.quiet(thread)) ahead.push(...this.step(thread));
    return at < 0 ? done : told;
  }

  /** The same but for the number of the item. */
  private same(told: string, done: string): boolean {
    const [what, item] = told.split(' #');
    const [does, its] = done.split(' #');
    if (what !== does || (item === undefined) !== (its === undefined)) return false;
    if (item === undefined || its === undefined) return true;
    if (!this.items.has(its)) this.items.set(its, item);
    return this.items.get(its) === item;
  }

  private aheadOf(thread: ThreadId): string[] {
    return (this.ahead[thread] ??= []);
  }

  private step(thread: ThreadId): string[] {
    const { engine, scenario } = this;
    const { trace } = engine;
    const from = trace.length;
    engine.step(thread);
    return Array.from({ length: trace.length - from }, (_, i) => tell(trace.at(from + i), scenario)).filter(
      (text) => text !== null,
    );
  }

  private quiet(thread: ThreadId): boolean {
    const op = this.engine.opOf(thread);
    return op !== null && QUIET.has(op) && this.engine.runnable.has(thread);
  }
}

/** An event in words that do not depend on who has written it; null: it is not compared. */
function tell(event: TraceEvent, scenario: Scenario): string | null {
  // A job sleeps: Python says no more of it.
  if (event.kind === 'run') return event.until > event.time ? `sleep until ${event.until}` : null;
  if (!COMPARED.has(event.kind)) return null;
  switch (event.kind) {
    case 'start':
      // The threads of the program are there from the beginning.
      return event.target < scenario.threads.length ? null : `start ${event.target}`;
    case 'put':
    case 'get':
      return `${event.kind} ${event.queue} #${event.item}`;
    case 'wait':
      return `wait ${event.queue} ${event.condition} ${event.until}`;
    case 'notify':
      return `notify ${event.queue} ${event.condition} ${event.target}`;
    case 'timeout':
      return `timeout ${event.queue} ${event.condition}`;
    case 'task_done':
      return `task_done ${event.queue} ${event.unfinished}`;
    case 'look':
      return `look ${event.dismissed}`;
    case 'dismiss':
      return `dismiss ${event.target}`;
    case 'join':
      return `join ${event.queue ?? ''} ${event.target ?? ''}`;
    case 'sleep':
      return `sleep until ${event.until}`;
    default:
      return null;
  }
}
