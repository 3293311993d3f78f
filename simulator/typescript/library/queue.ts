import { Empty, Full } from '../../threads/errors.ts';
import { SharedQueue, type QueueHandle } from '../../threads/shared-queue.ts';
import { context } from '../context.ts';
import { during } from '../waits.ts';
import { packItem, shareable, unpackItem } from '../packed-value.ts';

export { Empty, Full };

interface Handle {
  readonly maxsize: number;
  readonly queue: QueueHandle;
}

/** `queue.Queue`: first in, first out, and every call that has to wait blocks its thread. */
export class Queue<T> {
  readonly maxsize: number;
  readonly #queue: SharedQueue<string>;

  /** @param handle A queue that another thread has made. */
  constructor(maxsize = 0, handle?: QueueHandle) {
    // The page has 0.
    const me = context().number + 1;
    this.maxsize = maxsize;
    this.#queue = handle ? new SharedQueue(handle, me) : SharedQueue.create({ maxsize }, me);
    share(this, { maxsize, queue: this.#queue.handle });
  }

  put(item: T, block = true, timeout: number | null = null): void {
    const text = packItem(item);
    during('Queue.put', () => this.#queue.blocking.put(text, block, timeout));
  }

  putNowait(item: T): void {
    this.put(item, false);
  }

  get(block = true, timeout: number | null = null): T {
    return unpackItem(during('Queue.get', () => this.#queue.blocking.get(block, timeout))) as T;
  }

  getNowait(): T {
    return this.get(false);
  }

  taskDone(): void {
    this.#queue.blocking.taskDone();
  }

  join(): void {
    during('Queue.join', () => this.#queue.blocking.join());
  }

  qsize(): number {
    return this.#queue.qsize();
  }

  empty(): boolean {
    return this.qsize() === 0;
  }

  full(): boolean {
    return this.maxsize > 0 && this.qsize() >= this.maxsize;
  }
}

const share = shareable<Handle>('Queue', ({ maxsize, queue }) => new Queue(maxsize, queue));
