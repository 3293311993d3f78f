import type { ThreadId } from '../../../trace/events.ts';
import { BusyClock } from './busy-clock.ts';
import type { LivelockDetector } from './livelock.ts';
import type { Granularity } from './program.ts';
import type { RunContext } from './run-context.ts';
import type { RunObserver } from './run-observer.ts';
import type { ThreadTable } from './thread-table.ts';

/** Milliseconds between two looks at whether a run that sleeps for real is stopped. */
const POLL = 100;

/** The clock of one run, in seconds. It moves when nothing else can, and while threads keep the processor busy. */
export class VirtualClock {
  now = 0;
  private readonly threads: ThreadTable;
  private readonly livelock: LivelockDetector;
  private readonly observer: RunObserver;
  private readonly busyClock: BusyClock;
  /** Hears that it moves; `busy`: though some thread can run. */
  private readonly ticks: (busy: boolean) => void;
  /** The program has looked at a clock, so that deadlines may lie nanoseconds apart. */
  private looked = false;
  /** Seconds that each thread has kept the processor busy. */
  private readonly worked: number[] = [];

  constructor(
    threads: ThreadTable,
    livelock: LivelockDetector,
    { observer, done }: RunContext,
    granularity: Granularity,
    ticks: (busy: boolean) => void,
  ) {
    this.threads = threads;
    this.livelock = livelock;
    this.observer = observer;
    this.ticks = ticks;
    this.busyClock = new BusyClock(granularity, done);
  }

  /** The program has looked at the clock. */
  read(): void {
    this.looked = true;
    this.busyClock.read(this.now);
  }

  /** A thread waits: the one that looked at the clock is not in a loop that does nothing else. */
  waited(): void {
    this.busyClock.waited();
  }

  /** The coming step stands for many calls, or rounds of a loop. */
  busily(): void {
    this.busyClock.work();
  }

  /** No thread can run, so that the clock comes to a deadline: a new moment. */
  moved(): void {
    this.busyClock.moved();
  }

  /** True at steps after which the threads may be found to go round. */
  get suspicious(): boolean {
    return this.busyClock.suspicious;
  }

  /** Moves the clock by the time that the last steps of a thread have kept the processor busy. */
  passBusyTime(thread: ThreadId): void {
    const seconds = this.busyClock.passed(this.now, this.threads.deadline !== Infinity);
    if (seconds > 0) this.work(seconds, thread);
  }

  /** Seconds that a thread has kept the processor busy; -1: all of them. */
  busy(thread: number): number {
    return thread < 0 ? this.worked.reduce((sum, each) => sum + each, 0) : (this.worked[thread] ?? 0);
  }

  /** Says that a thread keeps the processor busy for so many seconds, or until the next deadline. */
  work(seconds: number, thread: ThreadId): void {
    const time = Math.min(this.now + seconds, this.threads.deadline);
    if (time === Infinity) return;
    this.worked[thread] = (this.worked[thread] ?? 0) + time - this.now;
    this.moveTo(time);
  }

  /** Moves the clock to `until`, or to the last deadline that comes with it. Wakes the threads whose deadline that is. */
  moveTo(until: number): void {
    const time = this.looked && until === this.threads.deadline ? this.threads.together(until) : until;
    this.ticks(this.threads.runnable.size > 0);
    this.now = time;
    const { recorder } = this.observer;
    recorder?.tick(time);
    const woken = this.threads.expire(time);
    this.livelock.expired(woken);
    for (const id of woken) recorder?.wake(id);
  }

  /** Waits in real time for the seconds until `time`. Calls `stop` when `stopped` says so first, else `arrive`. */
  sleepUntil(time: number, stopped: () => boolean, stop: () => void, arrive: () => void): void {
    const delay = (time - this.now) * 1000;
    const began = performance.now();
    const poll = () => {
      if (stopped()) return stop();
      const left = delay - (performance.now() - began);
      if (left > 0) setTimeout(poll, Math.min(left, POLL));
      else arrive();
    };
    setTimeout(poll, Math.min(delay, POLL));
  }
}
