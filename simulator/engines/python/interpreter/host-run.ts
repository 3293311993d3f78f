import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Outcome } from '../../../trace/diagnose.ts';
import { CLOCK, type ThreadId } from '../../../trace/events.ts';
import { AccessLog } from './access-log.ts';
import { HopelessThreads } from './hopeless-threads.ts';
import { LivelockDetector } from './livelock.ts';
import type { Granularity, RunOptions } from './program.ts';
import type { RunContext } from './run-context.ts';
import { RunEnd } from './run-end.ts';
import { StackSwitch } from './stack-switch.ts';
import { ThreadTable } from './thread-table.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Looks at loops without any operation, some 200 rounds apart, after which a run is stopped. */
const MAX_SPINS = 100_000;

/** The answer to a thread that is to look for others that wait for ever (LOOK in lab_threads.py). */
const LOOK = -2;

/** One run: it knows which threads can run, and asks the scheduler for the next one. Main is thread 0. */
export class HostRun {
  steps = 0;
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
  private readonly scheduler: Scheduler;
  private readonly maxSteps: number;
  private readonly realTime: boolean;
  private readonly hopelessThreads = new HopelessThreads();
  private readonly livelock: LivelockDetector;
  /** Times that a thread has gone round a loop without any operation. */
  private spun = 0;
  /** The thread that runs next; CLOCK: the run waits in real time. */
  private chosen: ThreadId = -1;
  /** The thread that has started another, which runs up to its first statement. */
  private starter: ThreadId = -1;

  constructor(
    context: RunContext,
    scheduler: Scheduler,
    { maxSteps = 1_000_000, realTime = false, granularity = 'operation', watch = false, record = false }: RunOptions,
  ) {
    this.context = context;
    this.scheduler = scheduler;
    this.maxSteps = maxSteps;
    this.realTime = realTime;
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
      now: () => this.clock.now,
      next: () => this.handOver(),
      enter: (index) => context.stacks.enter(index),
      taint: () => context.taint(),
    });
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
    return this.looksNow() ? LOOK : this.choose((this.stacks.from = me));
  }

  /** A thread is about to wait for what it owns itself, by way of others. */
  suspect(): void {
    this.hopelessThreads.suspect(this.steps);
  }

  /** These threads wait for ever; `ends`: so that the program cannot end. */
  hopeless(threads: string, ends: boolean): void {
    this.hopelessThreads.found(threads.split(',').map(Number), this.steps, ends);
  }

  block(me: number, until: number): number {
    this.clock.waited();
    this.log?.blocks(me);
    this.threads.block(me, until);
    return this.choose((this.stacks.from = me));
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
    this.chosen = this.starter;
    if (this.starter < 0 && this.choose(-1) < 0) this.chosen = -1;
    this.starter = -1;
  }

  finish(me: ThreadId): void {
    this.threads.end(me);
    if (this.ended.outcome !== null) return;
    if (me === 0) this.stop('finished');
    else if (this.starter >= 0) this.chosen = this.starter;
    else this.choose(me);
    this.starter = -1;
  }

  leave(me: ThreadId): void {
    this.stacks.from = me;
    this.context.taint();
    this.threads.threads[me]!.left = true;
  }

  /** The coming step is one more time round a loop: one round, or many. */
  spin(many: boolean): void {
    if (many) this.spun++;
    this.clock.spin(many);
    this.livelock.spin();
  }

  /** The program has looked at the clock: that it comes back to the same place means nothing. */
  readClock(): void {
    this.clock.read();
    this.livelock.progressed();
  }

  /** Ends the run, if it has not ended before. */
  stop(outcome: Outcome): -1 {
    const { report, recorder } = this.context.observer;
    this.ended.set(outcome, this.threads, this.hopelessThreads.ids, report);
    recorder?.close();
    this.log?.ends();
    this.chosen = -1;
    return -1;
  }

  // --- the next thread ------------------------------------------------------------------------------------------------

  /**
   * Describes what the live threads see, and how long they still wait; '': that cannot be known. A thread that waits for a
   * later time has not gone round.
   */
  private fingerprint(): string {
    const print = this.context.stacks.fingerprint();
    return print && `${print} ${this.threads.remaining(this.clock.now).join(' ')}`;
  }

  /** It goes round for ever. True: the run is over; false: some thread is to look first whether others wait in vain. */
  private goesRound(): boolean {
    if (this.threads.stuck.length > 0 && this.hopelessThreads.suspectRound(this.steps)) return false;
    this.stop('livelock');
    return true;
  }

  /** Is it time to look for threads that wait for ever? */
  private looksNow(): boolean {
    if (!this.hopelessThreads.isLookDue(this.steps) || this.ended.outcome !== null || this.realTime) return false;
    this.hopelessThreads.looked(this.steps);
    return this.threads.stuck.length > 0;
  }

  /** Chooses the thread that runs next, or CLOCK to wait in real time; -1: the run is over. */
  private choose(me: ThreadId): ThreadId {
    this.log?.arrived(me);
    if (this.ended.outcome !== null) return -1;
    if (this.context.stopped()) return this.stop('stopped');
    if (this.hopelessThreads.endsAt(this.steps)) return this.stop('deadlock');
    if (this.steps >= this.maxSteps || this.spun >= MAX_SPINS) return this.stop('budget');
    const running = Math.max(0, this.stacks.current);
    if (!this.realTime) this.clock.passBusyTime(running);
    if (this.livelock.step()) {
      // A loop takes time, so that the deadlines of others come.
      const next = this.threads.deadline;
      if (next === Infinity ? this.goesRound() : !this.tick(next)) return -1;
    } else if (this.clock.suspicious && !this.realTime && this.threads.deadline !== Infinity && this.livelock.again())
      this.clock.work(Infinity, running);
    while (this.threads.runnable.size === 0) {
      const next = this.threads.deadline;
      if (next === Infinity) return this.stop('deadlock');
      this.clock.moved();
      if (this.realTime && next > this.clock.now) return (this.chosen = CLOCK);
      if (!this.tick(next)) return -1;
    }
    this.stacks.current = me;
    return (this.chosen = this.ask());
  }

  private ask(): ThreadId {
    let thread: ThreadId;
    try {
      thread = this.scheduler.next(this.threads.runnable, this.stacks.current, this.steps++, this.log ?? undefined);
    } catch (error) {
      this.ended.error = error;
      return this.stop('stopped');
    }
    this.stacks.current = thread;
    this.livelock.turn(thread);
    this.log?.step(thread);
    this.context.observer.recorder?.step(thread, this.clock.now);
    return thread;
  }

  /** Moves the clock, and wakes the threads that are due. False: the run goes round for ever. */
  private tick(time: number): boolean {
    if (this.livelock.tick(this.threads.waiting) && this.goesRound()) return false;
    this.clock.moveTo(time);
    return true;
  }

  /** Gives control to the chosen thread. */
  private handOver(): void {
    if (this.ended.outcome !== null) this.stacks.unwind();
    else if (this.chosen === CLOCK) this.waitForClock();
    else this.stacks.resume(this.chosen);
  }

  private waitForClock(): void {
    const next = this.threads.deadline;
    const stop = () => (this.stop('stopped'), this.stacks.unwind());
    this.clock.sleepUntil(
      next,
      () => this.context.stopped(),
      stop,
      () => {
        this.tick(next);
        if (this.ended.outcome !== null) return this.stacks.unwind();
        if (this.threads.runnable.size === 0) return this.waitForClock();
        const asked = this.ask();
        if (asked < 0) this.stacks.unwind();
        else this.stacks.resume(asked);
      },
    );
  }
}
