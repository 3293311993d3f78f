import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Outcome } from '../../../trace/diagnose.ts';
import type { ThreadId } from '../../../trace/events.ts';
import { AccessLog } from './access-log.ts';
import { Dispatcher } from './dispatcher.ts';
import { HopelessThreads } from './hopeless-threads.ts';
import { LivelockDetector } from './livelock.ts';
import type { Granularity, RunOptions } from './program.ts';
import type { RunContext } from './run-context.ts';
import { RunEnd } from './run-end.ts';
import { StackSwitch } from './stack-switch.ts';
import { ThreadTable } from './thread-table.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The answer to a thread that is to look for others that wait for ever (LOOK in lab_threads.py). */
const LOOK = -2;

/** One run, as Python tells of it: threads that begin, wait, are woken and end. Main is thread 0. */
export class HostRun {
  readonly ended = new RunEnd();
  readonly threads = new ThreadTable();
  readonly clock: VirtualClock;
  readonly stacks: StackSwitch;
  /** Memory that steps touch; null: nobody asks. */
  readonly log: AccessLog | null;
  readonly granularity: Granularity;
  /** Python is to look at each switch point itself: it records, or a signal may have come. */
  careful: boolean;

  private readonly context: RunContext;
  private readonly hopelessThreads = new HopelessThreads();
  private readonly livelock: LivelockDetector;
  private readonly dispatcher: Dispatcher;
  /** The thread that has started another, which runs up to its first statement. */
  private starter: ThreadId = -1;

  constructor(
    context: RunContext,
    scheduler: Scheduler,
    { maxSteps = 1_000_000, realTime = false, granularity = 'operation', watch = false, record = false }: RunOptions,
  ) {
    this.context = context;
    this.granularity = granularity;
    this.careful = record;
    this.log = watch || granularity === 'access' ? new AccessLog() : null;
    this.livelock = new LivelockDetector(
      () => this.fingerprint(),
      () => Array.from({ length: this.threads.runnable.size }, (_, n) => this.threads.runnable.nth(n)),
    );
    this.clock = new VirtualClock(this.threads, this.livelock, context, granularity, (busy) => this.log?.ticks(busy));
    this.stacks = new StackSwitch({
      threads: this.threads,
      readClock: () => this.readClock(),
      next: () => this.dispatcher.handOver(),
      enter: (index) => context.stacks.enter(index),
      taint: () => context.taint(),
    });
    const { threads, clock, stacks, hopelessThreads, livelock, log, ended } = this;
    const parts = { threads, clock, stacks, hopelessThreads, livelock, log, ended };
    this.dispatcher = new Dispatcher({ ...parts, context, scheduler, maxSteps, realTime });
  }

  get steps(): number {
    return this.dispatcher.steps;
  }

  /** Lets main begin. Resolves when every thread has ended, rejects when the interpreter is broken. */
  start(): Promise<void> {
    this.stacks.enter(this.threads.add());
    return this.stacks.over;
  }

  /** Something has happened that cannot be part of a round. */
  progressed(): void {
    this.livelock.progressed();
  }

  /** The thread that runs next; LOOK: this one is to look for threads that wait for ever; -1: the run is over. */
  decide(me: ThreadId): number {
    const { dispatcher } = this;
    return dispatcher.looksNow() ? LOOK : dispatcher.choose((this.stacks.from = me));
  }

  /** A thread is about to wait for what it owns itself, by way of others. */
  suspect(): void {
    this.hopelessThreads.suspect(this.steps + 1);
  }

  /** Some thread has tasks: they are looked for too. */
  lookForTasks(): void {
    this.hopelessThreads.tasks = true;
  }

  /** These threads wait for ever; `ends`: so that the program cannot end. */
  hopeless(threads: string, ends: boolean): void {
    this.hopelessThreads.found(threads.split(',').map(Number), this.steps, ends);
  }

  block(me: number, until: number): number {
    this.clock.waited();
    this.log?.blocks(me);
    this.threads.block(me, until);
    return this.dispatcher.choose((this.stacks.from = me));
  }

  /** A thread waits for itself where it cannot be suspended: the run ends. */
  stall(me: ThreadId): void {
    this.threads.block(me, Infinity);
    this.hopelessThreads.ids = [me];
    this.stop('deadlock');
  }

  spawn(): ThreadId {
    this.starter = this.stacks.current;
    const id = this.threads.add();
    this.log?.spawns(id, this.starter);
    this.stacks.enterNext(id);
    return id;
  }

  wake(id: ThreadId): void {
    this.log?.wakes(id);
    this.threads.wake(id);
  }

  /** Steps are to tell what they touch. */
  get watches(): boolean {
    return this.log !== null;
  }

  /** The thread that has control. */
  get current(): ThreadId {
    return this.stacks.current;
  }

  /** It has come to its first statement. */
  hasBegun(thread: ThreadId): boolean {
    return this.threads.threads[thread]?.begun ?? false;
  }

  began(me: ThreadId): void {
    this.threads.threads[me]!.begun = true;
    this.stacks.from = me;
    this.threads.wake(me);
    const { dispatcher } = this;
    dispatcher.chosen = this.starter;
    if (this.starter < 0 && dispatcher.choose(-1) < 0) dispatcher.chosen = -1;
    this.starter = -1;
  }

  finish(me: ThreadId): void {
    this.threads.end(me);
    if (this.ended.outcome !== null) return;
    if (me === 0) this.stop('finished');
    else if (this.starter >= 0) this.dispatcher.chosen = this.starter;
    else this.dispatcher.choose(me);
    this.starter = -1;
  }

  leave(me: ThreadId): void {
    this.stacks.from = me;
    this.context.taint();
    this.threads.threads[me]!.left = true;
  }

  /** The coming step is one more time round a loop: one round, or many. */
  spin(many: boolean): void {
    if (many) {
      this.dispatcher.spun++;
      this.clock.busily();
    }
    this.livelock.spin();
  }

  /** Many functions were called, or a loop has gone many times through something. */
  work(): void {
    this.clock.busily();
  }

  /** The program has looked at the clock: that it comes back to the same place means nothing. */
  readClock(): number {
    this.clock.read();
    this.livelock.progressed();
    return this.clock.now;
  }

  /** Ends the run, if it has not ended before. */
  stop(outcome: Outcome): -1 {
    return this.dispatcher.stop(outcome);
  }

  /**
   * Describes what the live threads see, and how long they still wait; '': that cannot be known. A thread that waits for a
   * later time has not gone round.
   */
  private fingerprint(): string {
    const seen = this.context.stacks.fingerprint();
    return seen && `${seen} ${this.threads.remaining(this.clock.now).join(' ')}`;
  }
}
