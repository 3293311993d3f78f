import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue, type QueueHandle } from '../../../simulator/threads/shared-queue.ts';

/** What a thread of the tests does; numbers are of threads and of items. */
export type Errand =
  | { does: 'produce'; from: number; count: number }
  /** Until it gets null. */
  | { does: 'consume'; most?: number }
  | { does: 'get once' }
  | { does: 'join' };

export interface Orders {
  me: number;
  jobs: QueueHandle;
  errand: Errand;
}

const { me, jobs, errand } = workerData as Orders;
const { blocking: queue } = new SharedQueue<number | null>(jobs, me);
const say = (what: unknown) => parentPort!.postMessage(what, []);

// Whoever waits for this knows that the thread is about to block.
say('ready');
if (errand.does === 'produce') {
  for (let i = 0; i < errand.count; i++) queue.put(errand.from + i);
  say('done');
} else if (errand.does === 'join') {
  queue.join();
  say('joined');
} else if (errand.does === 'get once') {
  say(queue.get());
} else {
  const got: number[] = [];
  for (let over = false; !over;) {
    for (const item of queue.getMany(errand.most ?? 1)) {
      if (item === null) over = true;
      else got.push(item);
      queue.taskDone();
    }
  }
  say(got);
}
