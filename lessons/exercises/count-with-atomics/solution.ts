// Two threads count in one word of shared memory.

import { Thread } from 'threading';

/** Adds one to the first word. */
export function addOne(words: Int32Array<SharedArrayBuffer>) {
  Atomics.add(words, 0, 1);
}

export function count(words: Int32Array<SharedArrayBuffer>) {
  for (let i = 0; i < 100_000; i++) addOne(words);
}

export function main() {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const threads = [1, 2].map(() => new Thread({ target: count, args: [words] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  console.log(words[0], 'of 200000');
}
