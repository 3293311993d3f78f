import { DataCloneError, Empty, Full, ValueError } from './errors.ts';
import { clock } from './steps.ts';
import { deadlineOf, TOO_OFTEN, type AsyncQueue } from './queue.ts';

/** A call that waits, in the wait queue of a condition. */
interface Waiter {
  notify(): void;
}

/**
 * `queue.Queue` (Lib/queue.py) of one thread, for promises instead of threads: no other code runs between two awaits.
 * Items are cloned as they are put, so a value that cannot be cloned fails at once.
 */
export class LocalQueue<T> implements AsyncQueue<T> {
  private readonly maxsize: number;
  private readonly items: T[] = [];
  private readonly notEmpty: Waiter[] = [];
  private readonly notFull: Waiter[] = [];
  private readonly allTasksDone: Waiter[] = [];
  private unfinished = 0;

  constructor(maxsize = 0) {
    this.maxsize = maxsize;
  }

  async put(item: T, block = true, timeout: number | null = null): Promise<void> {
    const { maxsize } = this;
    const copy = cloned(item);
    if (maxsize > 0) await waitUntil(this.notFull, () => this.items.length < maxsize, deadlineOf(block, timeout), Full);
    this.items.push(copy);
    this.unfinished++;
    notify(this.notEmpty);
  }

  async get(block = true, timeout: number | null = null): Promise<T> {
    return (await this.getMany(1, block, timeout))[0]!;
  }

  async getMany(most: number, block = true, timeout: number | null = null): Promise<T[]> {
    await waitUntil(this.notEmpty, () => this.items.length > 0, deadlineOf(block, timeout), Empty);
    const items = this.items.splice(0, most);
    notify(this.notFull, items.length);
    return items;
  }

  /** Puts back an item that was got and not used: it is the first again. */
  giveBack(item: T): void {
    this.items.unshift(item);
    notify(this.notEmpty);
  }

  async taskDone(): Promise<void> {
    if (this.unfinished === 0) throw new ValueError(TOO_OFTEN);
    if (--this.unfinished === 0) notify(this.allTasksDone, Infinity);
  }

  async join(): Promise<void> {
    await waitUntil(this.allTasksDone, () => this.unfinished === 0, Infinity, Empty);
  }

  async qsize(): Promise<number> {
    return this.items.length;
  }
}

async function waitUntil(
  waitQueue: Waiter[],
  holds: () => boolean,
  deadline: number,
  Late: new () => Error,
): Promise<void> {
  while (!holds()) {
    const left = (deadline - clock()) * 1000;
    if (left <= 0) {
      // Others are let in first: a loop that asks again and again would keep every message out.
      await new Promise((resolve) => setTimeout(resolve));
      if (holds()) return;
      throw new Late();
    }
    await new Promise<void>((resolve) => {
      const waiter = { notify: resolve };
      waitQueue.push(waiter);
      if (left === Infinity) return;
      const timer = setTimeout(() => {
        waitQueue.splice(waitQueue.indexOf(waiter), 1);
        resolve();
      }, left);
      waiter.notify = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function cloned<T>(item: T): T {
  try {
    return structuredClone(item);
  } catch (error) {
    throw new DataCloneError((error as Error).message);
  }
}

function notify(waitQueue: Waiter[], count = 1): void {
  for (const waiter of waitQueue.splice(0, count)) waiter.notify();
}
