// Two threads count together, at the same time: no interpreter lock here
// lets only one of them run. Is the sum 2,000,000?

import { Queue } from 'queue';
import { Event, Lock, Thread } from 'threading';

const ROUNDS = 1_000_000;

/** Reads, adds one, writes. In between, the other thread may do the same. */
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

/** Says that it is there, and waits for the other: one would be done before the other begins. */
export function start(job: typeof countWithLock, counter: Int32Array, lock: Lock, ready: Queue<string>, go: Event) {
  ready.put('here');
  go.wait();
  job(counter, lock);
}

function together(job: typeof countWithLock): number {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const [lock, ready, go] = [new Lock(), new Queue<string>(), new Event()];
  const threads = [1, 2].map(() => new Thread({ target: start, args: [job, counter, lock, ready, go] }));
  for (const thread of threads) thread.start();
  for (const _ of threads) ready.get();
  go.set();
  for (const thread of threads) thread.join();
  return counter[0];
}

export function main() {
  console.log('without a lock:', together(count));
  console.log('with a lock:', together(countWithLock));
}
