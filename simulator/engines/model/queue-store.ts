import type { QueueCall, QueueData } from '../../machines/queue.ts';
import { CONDITIONS, ERRORS, K, type Condition } from '../../trace/events.ts';
import type { Kernel } from './kernel.ts';

export const QUEUE_EVENTS = ['put', 'get', 'task_done', 'join'] as const;
export type QueueEvent = (typeof QUEUE_EVENTS)[number];

/** The answer of a queue to a call: done, the wait has begun, or the exception's name. */
export type Reply = 'done' | 'waits' | 'Empty' | 'Full' | 'ValueError';

const CONDITION_INDEX = Object.fromEntries(CONDITIONS.map((name, index) => [name, index])) as Record<Condition, number>;

/** The data of one queue. Its machine's actions change it and write into the trace. */
export class QueueStore implements QueueData {
  readonly maxsize: number;
  /** State of the queue's machine. */
  state = 0;
  unfinished = 0;
  reply: Reply = 'done';
  /** The call being made, as the machine's guards and actions want it. */
  readonly args: { context: QueueStore; event: QueueCall };

  private readonly kernel: Kernel;
  private readonly index: number;
  private items: number[] = [];
  private head = 0;
  private readonly waiters: Record<Condition, number[]> = { not_empty: [], not_full: [], all_tasks_done: [] };

  constructor(kernel: Kernel, index: number, maxsize: number) {
    this.kernel = kernel;
    this.index = index;
    this.maxsize = maxsize;
    const event: QueueCall = { type: 'get', thread: 0, item: 0, block: true, deadline: Infinity, now: 0 };
    this.args = { context: this, event };
  }

  get size(): number {
    return this.items.length - this.head;
  }

  append({ thread, item }: QueueCall): void {
    this.items.push(item);
    this.unfinished++;
    this.reply = 'done';
    this.kernel.record(K.put, thread, this.index, item);
  }

  take(call: QueueCall): void {
    call.item = this.items[this.head++]!;
    // Let go of what was taken once it is more than half of the array.
    if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    this.reply = 'done';
    this.kernel.record(K.get, call.thread, this.index, call.item);
  }

  finish({ thread }: QueueCall): void {
    this.unfinished--;
    this.reply = 'done';
    this.kernel.record(K.task_done, thread, this.index, this.unfinished);
  }

  joined({ thread }: QueueCall): void {
    this.reply = 'done';
    this.kernel.record(K.join, thread, this.index + 1);
  }

  wait(condition: Condition, { thread, deadline }: QueueCall): void {
    this.waiters[condition].push(thread);
    this.reply = 'waits';
    this.kernel.record(K.wait, thread, this.index, CONDITION_INDEX[condition], this.kernel.trace.deadline(deadline));
    this.kernel.park(thread, deadline, condition);
  }

  notify(condition: Condition, { thread }: QueueCall): void {
    const target = this.waiters[condition].shift();
    if (target === undefined) return;
    this.kernel.record(K.notify, thread, this.index, target, CONDITION_INDEX[condition]);
    this.kernel.wake(target);
  }

  notifyAll(condition: Condition, call: QueueCall): void {
    while (this.waiters[condition].length > 0) this.notify(condition, call);
  }

  refuse(error: 'Empty' | 'Full' | 'ValueError', { thread }: QueueCall): void {
    this.reply = error;
    this.kernel.record(K.raise, thread, this.index + 1, ERRORS.indexOf(error));
  }

  /** Records that a thread comes back from a wait without a notification. */
  expire(condition: Condition, thread: number): void {
    const waiters = this.waiters[condition];
    waiters.splice(waiters.indexOf(thread), 1);
    this.kernel.record(K.timeout, thread, this.index, CONDITION_INDEX[condition]);
  }
}
