import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Outcome } from '../../../trace/diagnose.ts';
import { CLOCK, type ThreadId } from '../../../trace/events.ts';
import { BusyClock } from './busy-clock.ts';
import { LivelockDetector } from './livelock.ts';
import type { Held, RunOptions } from './program.ts';
import type { RunObserver } from './run-observer.ts';
import { ThreadTable } from './thread-table.ts';
import { enterVirtualTime, leaveVirtualTime } from './virtual-date.ts';

/** Looks at loops without any operation, some 200 rounds apart, after which a run is stopped. */
const MAX_SPINS = 100_000;

/** The answer to a thread that is to look for others that wait for ever (LOOK in lab_threads.py). */
const LOOK = -2;
/** Steps until it does for the first time; then after twice as many, and so on. */
const FIRST_LOOK = 256;
/** Steps that the others still take when some threads are found to wait for ever: what they print belongs to the run. */
const GRACE = 200;
/** The same when those are daemons, which do not keep the program from ending. */
const LONG_GRACE = 20_000;

/** Stacks of the interpreter, as the host needs them. */
export interface Stacks {
  /** Runs `threads.enter(index)` on a new stack; resolves when the thread has ended. */
  enter(index: ThreadId): Promise<unknown>;
  /** The live threads' view of the program as a text: equal texts, nothing has changed; '': unknown. Asked when a run seems to go round. */
  fingerprint(): string;
  /** The code objects on the stack that has just called, by address, innermost first. */
  callers(most: number): number[];
  /** Rounds of `while` loops since it was asked last; -1: something was done that other threads can see. */
  vainRounds(): number;
}

/** Surroundings of a run that outlive it. */
export interface RunContext {
  readonly stacks: Stacks;
  readonly observer: RunObserver;
  /** Asked at every switch point: true ends the run. */
  stopped(): boolean;
  /** A thread could not be ended: the interpreter should not be used again. */
  taint(): void;
}

/**
 * One run: it knows who can run, asks the scheduler, keeps the clock, and wakes the stack of the next thread. One thread has
 * control at a time; it hands it over by suspending (`receive`) or by ending. Main is thread 0.
 */
export class HostRun {
  /** Seconds on the virtual clock. */
  now = 0;
  steps = 0;
  /** Threads that could not go on when the run ended, and why. */
  held: Held[] = [];
  /** Threads that could go on then. */
  living: ThreadId[] = [];
  ending: Outcome | null = null;
  /** The scheduler's exception, for which the run was ended. */
  error: unknown = null;
  /** The last thread that was let go. */
  current: ThreadId = -1;
  /** Resolves when every thread has ended, rejects when the interpreter is broken. */
  readonly over: Promise<void>;

  private readonly context: RunContext;
  private readonly scheduler: Scheduler;
  private readonly maxSteps: number;
  private readonly realTime: boolean;
  private readonly threads = new ThreadTable();
  private readonly livelock: LivelockDetector;
  private readonly busyClock: BusyClock;
  /** Seconds that each thread has kept the processor busy. */
  private readonly worked: number[] = [];
  /** The step from which on some thread looks for others that wait for ever. */
  private nextLook = FIRST_LOOK;
  /** Threads that wait for ever, and the step at which the run ends for it. */
  private hopelessThreads: readonly ThreadId[] = [];
  private lastStep = Infinity;
  /** They have been looked for since the run was found to go round. */
  private roundLooked = false;
  /** Times that a thread has gone round a loop without any operation. */
  private spun = 0;
  /** The thread that is about to suspend. */
  private from: ThreadId = -1;
  private chosen: ThreadId = -1;
  private starter: ThreadId = -1;
  private entering: ThreadId = -1;
  /** Threads that are still to write their stacks down, for the one that has asked. */
  private looks: { asker: ThreadId; left: ThreadId[] } | null = null;
  private readonly finished: () => void;
  private readonly failed: (error: unknown) => void;

  constructor(
    context: RunContext,
    scheduler: Scheduler,
    { maxSteps = 1_000_000, realTime = false, granularity = 'operation' }: RunOptions,
  ) {
    this.context = context;
    this.scheduler = scheduler;
    this.maxSteps = maxSteps;
    this.realTime = realTime;
    this.busyClock = new BusyClock(granularity, () => context.stacks.vainRounds());
    this.livelock = new LivelockDetector(() => this.fingerprint());
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.over = promise;
    this.finished = resolve;
    this.failed = reject;
  }

  /** Lets main begin. */
  start(): Promise<void> {
    this.enter(this.threads.add());
    return this.over;
  }

  /** Something has happened that cannot be part of a round. */
  progressed(): void {
    this.livelock.progressed();
  }

  /** Seconds that a thread has kept the processor busy; -1: all of them. */
  busy(thread: number): number {
    return thread < 0 ? this.worked.reduce((sum, each) => sum + each, 0) : (this.worked[thread] ?? 0);
  }

  /** The thread that runs next; LOOK: this one is to look for threads that wait for ever; -1: the run is over. */
  decide(me: ThreadId): number {
    return this.looksNow() ? LOOK : this.choose((this.from = me));
  }

  /** A thread is about to wait for what it owns itself, by way of others. */
  suspect(): void {
    this.nextLook = Math.min(this.nextLook, this.steps);
  }

  /** Threads that wait without a deadline, as a list with commas. */
  stuck(): string {
    return this.threads.stuck.join(',');
  }

  /** These threads wait for ever; `ends`: so that the program cannot end. */
  hopeless(threads: string, ends: boolean): void {
    this.hopelessThreads = threads.split(',').map(Number);
    this.lastStep = Math.min(this.lastStep, this.steps + (ends ? GRACE : LONG_GRACE));
  }

  /** Threads that may wait for futures for ever, as a list with commas: asked when the run is over. */
  unserved(): string {
    if (this.ending === 'finished' || this.ending === 'stopped') return '';
    const { report } = this.context.observer;
    return this.held.flatMap(({ thread }) => (report.mayAwait(thread) ? [thread] : [])).join(',');
  }

  /** Keeps which futures a thread waits for; they come as JSON. */
  awaits(thread: ThreadId, futures: string): void {
    const awaits = JSON.parse(futures) as Held['awaits'];
    this.held = this.held.map((held) => (held.thread === thread ? { ...held, awaits } : held));
  }

  block(me: number, until: number): number {
    this.busyClock.waited();
    this.threads.block(me, until);
    return this.choose((this.from = me));
  }

  /** A thread waits for itself where it cannot be suspended: the run ends. */
  stall(me: ThreadId): void {
    this.threads.block(me, Infinity);
    this.hopelessThreads = [me];
    this.end('deadlock');
  }

  wake(id: ThreadId): void {
    this.threads.wake(id);
  }

  hold(id: ThreadId): void {
    this.threads.hold(id);
  }

  spawn(): ThreadId {
    this.from = this.starter = this.current;
    return (this.entering = this.threads.add());
  }

  began(me: ThreadId): void {
    this.from = me;
    this.threads.wake(me);
    this.chosen = this.starter;
    if (this.starter < 0 && this.choose(-1) < 0) this.chosen = -1;
    this.starter = -1;
  }

  finish(me: ThreadId): void {
    this.threads.end(me);
    if (this.ending !== null) return;
    if (me === 0) this.end('finished');
    else if (this.starter >= 0) this.chosen = this.starter;
    else this.choose(me);
    this.starter = -1;
  }

  alarm(time: number): void {
    this.threads.alarm = time;
  }

  look(me: ThreadId): void {
    this.from = me;
    const left = this.threads.threads.flatMap(({ ended, resume }, id) => (ended || resume === null ? [] : [id]));
    this.looks = { asker: me, left };
  }

  leave(me: ThreadId): void {
    this.from = me;
    this.context.taint();
    this.threads.threads[me]!.left = true;
  }

  spin(many: boolean): void {
    if (many) this.spun++;
    this.busyClock.spin(many);
    this.livelock.spin();
  }

  /** The program has looked at the clock: that it comes back to the same place means nothing. */
  clock(): void {
    this.busyClock.read(this.now);
    this.livelock.progressed();
  }

  /** The promise that the stack of the current thread waits for: the one place where threads are switched. */
  receive(): Promise<number> {
    const thread = this.threads.threads[this.from]!;
    return new Promise((resume) => {
      thread.resume = resume;
      this.handOver();
    });
  }

  // --- control ----------------------------------------------------------------------------------------------------------

  /**
   * Describes what the live threads see, and how long they still wait; '': that cannot be known. A thread that waits for a
   * later time has not gone round.
   */
  private fingerprint(): string {
    const print = this.context.stacks.fingerprint();
    return print && `${print} ${this.threads.remaining(this.now).join(' ')}`;
  }

  /** It goes round for ever. True: the run is over; false: some thread is to look first whether others wait in vain. */
  private goesRound(): boolean {
    if (!this.roundLooked && this.threads.stuck.length > 0) {
      this.roundLooked = true;
      this.nextLook = this.steps;
      return false;
    }
    this.end('no-progress');
    return true;
  }

  /** Is it time to look for threads that wait for ever? */
  private looksNow(): boolean {
    if (this.steps < this.nextLook || this.ending !== null || this.realTime || this.steps + GRACE >= this.lastStep)
      return false;
    this.nextLook = Math.max(FIRST_LOOK, this.steps * 2);
    return this.threads.stuck.length > 0;
  }

  /** Chooses the thread that runs next, or CLOCK to wait in real time; -1: the run is over. */
  private choose(me: ThreadId): ThreadId {
    if (this.ending !== null) return -1;
    if (this.context.stopped()) return this.end('stopped');
    if (this.steps >= this.lastStep) return this.end('deadlock');
    if (this.steps >= this.maxSteps || this.spun >= MAX_SPINS) return this.end('budget');
    const passed = this.realTime ? 0 : this.busyClock.passed(this.now, this.threads.deadline !== Infinity);
    if (passed > 0) this.work(passed);
    const next = this.threads.deadline;
    if (this.livelock.step()) {
      // A loop takes time, so that the deadlines of others come.
      if (next === Infinity) {
        if (this.goesRound()) return -1;
      } else if (!this.tick(next)) return -1;
    } else if (next !== Infinity && !this.realTime && this.busyClock.suspicious && this.livelock.again())
      this.work(Infinity);
    while (this.threads.runnable.size === 0) {
      const next = this.threads.deadline;
      if (next === Infinity) return this.end('deadlock');
      this.busyClock.moved();
      if (this.realTime && next > this.now) {
        this.chosen = CLOCK;
        return CLOCK;
      }
      if (!this.tick(next)) return -1;
    }
    this.current = me;
    return (this.chosen = this.ask());
  }

  private ask(): ThreadId {
    let thread: ThreadId;
    try {
      thread = this.scheduler.next(this.threads.runnable, this.current, this.steps++);
    } catch (error) {
      this.error = error;
      return this.end('stopped');
    }
    this.current = thread;
    this.context.observer.recorder?.step(thread, this.now);
    return thread;
  }

  end(ending: Outcome): -1 {
    if (this.ending === null) {
      const { runnable, threads, waiting } = this.threads;
      // Threads that have been found to wait for ever do so whatever the others come to.
      const stuck = this.hopelessThreads.length > 0 && ending !== 'stopped';
      this.ending = stuck ? 'deadlock' : ending;
      const alive = threads.flatMap(({ ended, due }, id) => (ended || due ? [] : [id]));
      const blocked = stuck && runnable.size + waiting.length > 0 ? this.hopelessThreads : alive;
      this.held = blocked.flatMap((id) => this.context.observer.report.held(id, threads[id]!.until) ?? []);
      this.living = threads.flatMap(({ ended }, id) =>
        ended || this.held.some(({ thread }) => thread === id) ? [] : [id],
      );
    }
    this.context.observer.recorder?.close();
    this.chosen = -1;
    return -1;
  }

  /** Moves the clock, and wakes whoever is due. False: the run goes round for ever. */
  private tick(time: number): boolean {
    if (this.livelock.tick(this.threads.waiting) && this.goesRound()) return false;
    this.moveTo(time);
    return true;
  }

  /** The thread that runs keeps the processor busy for so many seconds, or until somebody's deadline. */
  private work(seconds: number): void {
    const time = Math.min(this.now + seconds, this.threads.deadline);
    if (time === Infinity) return;
    const thread = Math.max(0, this.current);
    this.worked[thread] = (this.worked[thread] ?? 0) + time - this.now;
    this.moveTo(time);
  }

  private moveTo(time: number): void {
    this.now = time;
    this.context.observer.recorder?.tick(time);
    const woken = this.threads.expire(time);
    this.livelock.expired(woken);
    for (const id of woken) this.context.observer.recorder?.wake(id);
  }

  /** The thread that had control has just suspended or ended: gives it to whoever is next. */
  private handOver(): void {
    leaveVirtualTime();
    if (this.looks !== null) this.lookOn(this.looks);
    else if (this.entering >= 0) {
      const index = this.entering;
      this.entering = -1;
      queueMicrotask(() => this.enter(index));
    } else if (this.ending !== null) this.abandon();
    else if (this.chosen === CLOCK) this.waitForClock();
    else this.resume(this.chosen, 1);
  }

  private enter(index: ThreadId): void {
    this.current = index;
    enterVirtualTime(() => this.now);
    this.context.stacks
      .enter(index)
      .then(() => this.handOver())
      .catch((error: unknown) => {
        leaveVirtualTime();
        this.context.taint();
        this.failed(error);
      });
  }

  private resume(id: ThreadId, code: number): void {
    this.current = id;
    enterVirtualTime(() => this.now);
    this.threads.resume(id, code);
  }

  /** Lets the next thread write its stack down: it suspends again at once. The last one is whoever has asked for them. */
  private lookOn({ asker, left }: { asker: ThreadId; left: ThreadId[] }): void {
    const id = left.pop();
    if (id === undefined) {
      this.looks = null;
      return this.resume(asker, 1);
    }
    this.from = id;
    this.threads.threads[id]!.resume!(2);
  }

  /** Unwinds the stacks that are left, one after the other. */
  private abandon(): void {
    const id = this.threads.youngest;
    if (id !== null) this.resume(id, 0);
    else if (this.threads.empty) this.finished();
  }

  private waitForClock(): void {
    const next = this.threads.deadline;
    const delay = (next - this.now) * 1000;
    const began = performance.now();
    const poll = () => {
      if (this.context.stopped()) {
        this.end('stopped');
        return this.abandon();
      }
      const left = delay - (performance.now() - began);
      if (left > 0) return void setTimeout(poll, Math.min(left, 100));
      this.tick(next);
      if (this.ending !== null) return this.abandon();
      if (this.threads.runnable.size === 0) return this.waitForClock();
      const asked = this.ask();
      if (asked < 0) this.abandon();
      else this.resume(asked, 1);
    };
    setTimeout(poll, Math.min(delay, 100));
  }
}
