// Two threads count together, at the same time: no interpreter lock here
// lets only one of them run. Is the sum what it should be?

import { Lock, Thread } from 'threading';

const ROUNDS = 20_000_000;
/** Fewer, because a lock takes longer than an addition. */
const LOCKED_ROUNDS = 1_000_000;

/** Reads, adds one, writes. In between, the other thread may do the same. */
export function count(counter: Int32Array) {
  for (let i = 0; i < ROUNDS; i++) counter[0] += 1;
}

export function countWithLock(counter: Int32Array, lock: Lock) {
  for (let i = 0; i < LOCKED_ROUNDS; i++) {
    lock.acquire();
    counter[0] += 1;
    lock.release();
  }
}

/** Counts when both are there. To wait and be woken would take longer than the counting. */
export function start(job: typeof countWithLock, counter: Int32Array, lock: Lock) {
  Atomics.add(counter, 1, 1);
  while (Atomics.load(counter, 1) < 2) {
    // the other is still on its way
  }
  job(counter, lock);
}

function together(job: typeof countWithLock): number {
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const lock = new Lock();
  const threads = [1, 2].map(() => new Thread({ target: start, args: [job, counter, lock] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return counter[0];
}

export function main() {
  console.log('without a lock:', together(count), 'of', 2 * ROUNDS);
  console.log('with a lock:', together(countWithLock), 'of', 2 * LOCKED_ROUNDS);
}
