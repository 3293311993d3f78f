import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue, type QueueHandle } from '../../../simulator/threads/shared-queue.ts';
import { Event, Lock } from '../../../simulator/typescript/library/lock.ts';

/** A task for a thread of the tests with wide windows, and its count. */
export interface WideOrders {
  does: 'produce' | 'consume' | 'lock' | 'set' | 'clear and wait';
  me: number;
  rounds: number;
  queue: QueueHandle;
  /** Of a lock, of an event, and numbers that are counted under the lock. */
  lock: SharedArrayBuffer;
  event: SharedArrayBuffer;
  counts: SharedArrayBuffer;
}

const { does, me, rounds, ...shared } = workerData as WideOrders;
let late = 0;
const { blocking: queue } = new SharedQueue<number>(shared.queue, me, { watch: { late: () => void late++ } });
const lock = new Lock(shared.lock);
const event = new Event(shared.event);
const counts = new Int32Array(shared.counts);
let got = 0;

for (let i = 0; i < rounds; i++) {
  if (does === 'produce') queue.put(i);
  else if (does === 'consume') got += queue.get();
  else if (does === 'lock') {
    lock.acquire();
    counts[0] = counts[0]! + 1;
    lock.release();
  } else if (does === 'set') {
    while (Atomics.load(counts, 1) !== i);
    event.set();
  } else {
    while (!event.isSet());
    event.clear();
    // Nobody sets it again in this round.
    if (event.wait(0.02)) late++;
    Atomics.store(counts, 1, i + 1);
  }
}
parentPort!.postMessage({ got, late }, []);
