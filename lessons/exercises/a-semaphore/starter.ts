// A semaphore of one word: how many more threads may come in.

import { Thread } from 'threading';
import { sleep } from 'time';

type Words = Int32Array<SharedArrayBuffer>;

export class Semaphore {
  words: Words;

  /** `words[0]` is the number of threads that may still come in. */
  constructor(words: Words) {
    this.words = words;
  }

  /** Takes a permit. Waits while there is none. */
  acquire() {
    if (this.words[0] === 0) Atomics.wait(this.words, 0, 0);
    this.words[0] -= 1;
  }

  /** Gives a permit back, and wakes a thread that waits for one. */
  release() {
    this.words[0] += 1;
  }
}

export function visit(words: Words, name: string) {
  const semaphore = new Semaphore(words);
  semaphore.acquire();
  console.log(name, 'is in');
  sleep(0.2);
  console.log(name, 'goes out');
  semaphore.release();
}

export function main() {
  const words = new Int32Array(new SharedArrayBuffer(4));
  words[0] = 2;
  const threads = ['Ann', 'Ben', 'Cem', 'Dua'].map((name) => new Thread({ target: visit, args: [words, name] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
}
