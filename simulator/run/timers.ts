import type { ThreadId } from '../trace/events.ts';

/** Deadlines in order, as a binary heap; of two at the same time the lower thread comes first. */
export class Timers {
  private times: number[] = [];
  private threads: ThreadId[] = [];

  /** The earliest deadline in seconds; Infinity if there is none. */
  get next(): number {
    return this.times.length > 0 ? this.times[0]! : Infinity;
  }

  /** The thread whose deadline is the earliest; undefined if there is none. */
  peek(): ThreadId | undefined {
    return this.threads[0];
  }

  push(time: number, thread: ThreadId): void {
    let at = this.times.length;
    this.times.push(time);
    this.threads.push(thread);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  /** Takes the earliest away and returns its thread. */
  pop(): ThreadId {
    const thread = this.threads[0]!;
    const lastTime = this.times.pop()!;
    const lastThread = this.threads.pop()!;
    const { length } = this.times;
    if (length === 0) return thread;
    this.times[0] = lastTime;
    this.threads[0] = lastThread;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= length) break;
      const right = left + 1;
      const child = right < length && this.before(right, left) ? right : left;
      if (!this.before(child, at)) break;
      this.swap(child, at);
      at = child;
    }
    return thread;
  }

  private before(x: number, y: number): boolean {
    const difference = this.times[x]! - this.times[y]!;
    return difference < 0 || (difference === 0 && this.threads[x]! < this.threads[y]!);
  }

  private swap(x: number, y: number): void {
    const { times, threads } = this;
    const time = times[x]!;
    times[x] = times[y]!;
    times[y] = time;
    const thread = threads[x]!;
    threads[x] = threads[y]!;
    threads[y] = thread;
  }
}
