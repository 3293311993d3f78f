// Two threads count together, at the same time: no interpreter lock here
// lets only one of them run. Is the sum always 2,000,000?

import { Lock, Thread } from 'threading';

const ROUNDS = 1_000_000;

/** Reads, adds one, writes. In between, the other thread may have done the same. */
export function count(counter: Int32Array) {
  for (let i = 0; i < ROUNDS; i++) counter[0] += 1;
}

export function countWithLock(counter: Int32Array, lock: Lock) {
  for (let i = 0; i < ROUNDS; i++) {
    lock.acquire();
    counter[0] += 1;
    lock.release();
  }
}

export function main() {
  const unsafe = new Int32Array(new SharedArrayBuffer(4));
  const threads = [1, 2].map(() => new Thread({ target: count, args: [unsafe] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  console.log('without a lock:', unsafe[0]);

  const safe = new Int32Array(new SharedArrayBuffer(4));
  const lock = new Lock();
  const locked = [1, 2].map(() => new Thread({ target: countWithLock, args: [safe, lock] }));
  for (const thread of locked) thread.start();
  for (const thread of locked) thread.join();
  console.log('with a lock:', safe[0]);
}
