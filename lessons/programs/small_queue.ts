// A queue of numbers in shared memory, with nothing but Atomics.
// Words: a lock, a count of changes, two ends, and slots for two items.

import { Thread } from 'threading';

const [LOCK, CHANGES, HEAD, TAIL, ITEMS] = [0, 1, 2, 3, 4];
const SIZE = 2;

type Words = Int32Array<SharedArrayBuffer>;

export class SmallQueue {
  words: Words;

  constructor(words: Words = new Int32Array(new SharedArrayBuffer(4 * (ITEMS + SIZE)))) {
    this.words = words;
  }

  acquire() {
    while (Atomics.compareExchange(this.words, LOCK, 0, 1) !== 0) {
      Atomics.wait(this.words, LOCK, 1);
    }
  }

  release() {
    Atomics.store(this.words, LOCK, 0);
    Atomics.notify(this.words, LOCK, 1);
  }

  /** Like Condition.wait: gives up the lock, sleeps, takes the lock again. */
  wait() {
    const seen = this.words[CHANGES];
    this.release();
    Atomics.wait(this.words, CHANGES, seen);
    this.acquire();
  }

  /** Like Condition.notify_all. */
  notifyAll() {
    this.words[CHANGES] += 1;
    Atomics.notify(this.words, CHANGES);
  }

  put(item: number) {
    this.acquire();
    while (this.words[TAIL] - this.words[HEAD] === SIZE) this.wait();
    this.words[ITEMS + (this.words[TAIL] % SIZE)] = item;
    this.words[TAIL] += 1;
    this.notifyAll();
    this.release();
  }

  get(): number {
    this.acquire();
    while (this.words[TAIL] === this.words[HEAD]) this.wait();
    const item = this.words[ITEMS + (this.words[HEAD] % SIZE)];
    this.words[HEAD] += 1;
    this.notifyAll();
    this.release();
    return item;
  }
}

/** Runs in a worker. An object of a class cannot travel; its memory can. */
export function consume(words: Words, count: number) {
  const queue = new SmallQueue(words);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += queue.get();
  console.log('the sum of what came:', sum);
}

export function main() {
  const queue = new SmallQueue();
  const consumer = new Thread({ target: consume, args: [queue.words, 1000] });
  consumer.start();
  for (let i = 1; i <= 1000; i++) queue.put(i);
  consumer.join();
  console.log('main is done');
}
