import type { Scheduler } from '../../../schedule/scheduler.ts';
import type { Outcome } from '../../../trace/diagnose.ts';
import { CLOCK, type ThreadId } from '../../../trace/events.ts';
import type { AccessLog } from './access-log.ts';
import type { HopelessThreads } from './hopeless-threads.ts';
import type { LivelockDetector } from './livelock.ts';
import type { RunContext } from './run-context.ts';
import type { RunEnd } from './run-end.ts';
import type { StackSwitch } from './stack-switch.ts';
import type { ThreadTable } from './thread-table.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Looks at loops without any operation, some 200 rounds apart, after which a run is stopped. */
const MAX_SPINS = 100_000;

/** The parts of one run. */
interface RunParts {
  readonly context: RunContext;
  readonly scheduler: Scheduler;
  readonly threads: ThreadTable;
  readonly clock: VirtualClock;
  readonly stacks: StackSwitch;
  readonly hopelessThreads: HopelessThreads;
  readonly livelock: LivelockDetector;
  /** Memory that steps touch; null: nobody asks. */
  readonly log: AccessLog | null;
  readonly ended: RunEnd;
  readonly maxSteps: number;
  readonly realTime: boolean;
}

/** Asks the scheduler for the next thread of a run and gives it control. It also moves the clock, and ends the run. */
export class Dispatcher {
  steps = 0;
  /** Times that a thread has gone round a loop without any operation. */
  spun = 0;
  /** The thread that runs next; CLOCK: the run waits in real time. */
  chosen: ThreadId = -1;
  private readonly context: RunContext;
  private readonly scheduler: Scheduler;
  private readonly threads: ThreadTable;
  private readonly clock: VirtualClock;
  private readonly stacks: StackSwitch;
  private readonly hopelessThreads: HopelessThreads;
  private readonly livelock: LivelockDetector;
  private readonly log: AccessLog | null;
  private readonly ended: RunEnd;
  private readonly maxSteps: number;
  private readonly realTime: boolean;

  constructor(parts: RunParts) {
    this.context = parts.context;
    this.scheduler = parts.scheduler;
    this.threads = parts.threads;
    this.clock = parts.clock;
    this.stacks = parts.stacks;
    this.hopelessThreads = parts.hopelessThreads;
    this.livelock = parts.livelock;
    this.log = parts.log;
    this.ended = parts.ended;
    this.maxSteps = parts.maxSteps;
    this.realTime = parts.realTime;
  }

  /** Chooses the thread that runs next, or CLOCK to wait in real time; -1: the run is over. */
  choose(me: ThreadId): ThreadId {
    this.log?.arrived(me);
    if (this.ended.outcome !== null) return -1;
    if (this.context.stopped()) return this.stop('stopped');
    if (this.hopelessThreads.endsAt(this.steps)) {
      const { stuck } = this.threads;
      if (this.hopelessThreads.ids.every((id) => stuck.includes(id))) return this.stop('deadlock');
      this.hopelessThreads.refuted(this.steps);
    }
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

  /** Tells whether it is time to look for threads that wait for ever. */
  looksNow(): boolean {
    if (!this.hopelessThreads.isLookDue(this.steps) || this.ended.outcome !== null || this.realTime) return false;
    this.hopelessThreads.looked(this.steps);
    return this.threads.stuck.length > 0 || this.hopelessThreads.tasks;
  }

  /** Gives control to the chosen thread. */
  handOver(): void {
    if (this.ended.outcome !== null) this.stacks.unwind();
    else if (this.chosen === CLOCK) this.waitForClock();
    else this.stacks.resume(this.chosen);
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

  /** The run goes round for ever. True: it is over; false: some thread is to look first whether others wait in vain. */
  private goesRound(): boolean {
    if (this.threads.stuck.length > 0 && this.hopelessThreads.suspectRound(this.steps)) return false;
    this.stop('livelock');
    return true;
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
