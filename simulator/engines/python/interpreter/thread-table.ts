import type { ThreadId } from '../../../trace/events.ts';
import { RunSet } from '../../../run/run-set.ts';
import { Timers } from '../../../run/timers.ts';

export interface Parked {
  /** Lets the thread go on: 1; or ends it: 0. Null while it has control, or has not suspended yet. */
  resume: ((code: number) => void) | null;
  /** End of its timed wait, in seconds; Infinity: none. */
  until: number;
  /** Its deadline has come, so that it can run though what it waits for has not. */
  due: boolean;
  ended: boolean;
  /** It has come to its first statement. */
  begun: boolean;
  /** It catches everything, so that its stack is left where it is. */
  left: boolean;
}

/** Seconds between deadlines that no machine tells apart. */
const TOGETHER = 1e-6;

/** The threads of one run: who can go on, and until when the others wait. */
export class ThreadTable {
  readonly runnable = new RunSet();
  readonly threads: Parked[] = [];
  private readonly timers = new Timers();

  add(): ThreadId {
    return (
      this.threads.push({ resume: null, until: Infinity, due: false, ended: false, begun: false, left: false }) - 1
    );
  }

  /** The thread cannot go on before it is woken, or the clock reaches `until`. */
  block(id: ThreadId, until: number): void {
    const thread = this.threads[id]!;
    thread.until = until;
    thread.due = false;
    this.runnable.delete(id);
    if (until !== Infinity) this.timers.push(until, id);
  }

  wake(id: ThreadId): void {
    this.runnable.add(id);
  }

  /** Another thread has taken what the thread waits for. */
  hold(id: ThreadId): void {
    if (!this.threads[id]!.due) this.runnable.delete(id);
  }

  end(id: ThreadId): void {
    this.threads[id]!.ended = true;
    this.runnable.delete(id);
  }

  resume(id: ThreadId, code: number): void {
    const thread = this.threads[id]!;
    const { resume } = thread;
    thread.resume = null;
    thread.until = Infinity;
    resume!(code);
  }

  /** The youngest thread that is still suspended and can be unwound; null: there is none. */
  get youngest(): ThreadId | null {
    const id = this.threads.findLastIndex(({ ended, left, resume }) => !ended && !left && resume !== null);
    return id < 0 ? null : id;
  }

  get empty(): boolean {
    return this.threads.every(({ ended, left }) => ended || left);
  }

  /** The time at which the timer of the process is due; Infinity: it is not set. No thread waits for it. */
  alarm = Infinity;

  /** The earliest deadline that a thread waits for, or the timer's; Infinity: there is none. */
  get deadline(): number {
    return Math.min(this.alarm, this.awaited);
  }

  private get awaited(): number {
    const { timers } = this;
    for (let id = timers.peek(); id !== undefined; id = timers.peek()) {
      const { ended, until, due } = this.threads[id]!;
      if (!ended && !due && until === timers.next) return timers.next;
      timers.pop();
    }
    return Infinity;
  }

  /** Threads that wait without a deadline. */
  get stuck(): ThreadId[] {
    return this.threads.flatMap(({ ended, until, resume }, id) =>
      ended || resume === null || until !== Infinity || this.runnable.has(id) ? [] : [id],
    );
  }

  /** Threads that wait for a deadline that has not come. */
  get waiting(): ThreadId[] {
    return this.threads.flatMap(({ ended, due, until }, id) => (ended || due || until === Infinity ? [] : [id]));
  }

  /** Of each thread, how long it still waits for a deadline, in nanoseconds. */
  remaining(now: number): number[] {
    return this.threads.map(({ ended, due, until }) => (ended || due ? 0 : Math.round((until - now) * 1e9)));
  }

  /**
   * The last of the deadlines that come with this one. Threads that look at the clock one after the other have deadlines
   * that lie nanoseconds apart. Any of them may be first.
   */
  together(deadline: number): number {
    let last = deadline;
    for (const { ended, until, due } of this.threads)
      if (!ended && !due && until > last && until <= deadline + TOGETHER) last = until;
    return last;
  }

  /** The clock has come to `time`: the threads that can go on for it. */
  expire(time: number): ThreadId[] {
    const woken: ThreadId[] = [];
    if (time >= this.alarm) this.alarm = Infinity;
    while (this.timers.next <= time) {
      const { next } = this.timers;
      const id = this.timers.pop();
      const thread = this.threads[id]!;
      if (thread.until !== next || thread.ended || this.runnable.has(id)) continue;
      thread.due = true;
      this.runnable.add(id);
      woken.push(id);
    }
    return woken;
  }
}
