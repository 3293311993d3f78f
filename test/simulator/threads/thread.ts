import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue, type QueueHandle } from '../../../simulator/threads/shared-queue.ts';

/** A task for a thread of the tests; numbers are of threads and of items. */
export type Task =
  | { does: 'produce'; from: number; count: number }
  /** Until it gets null. */
  | { does: 'consume'; most?: number }
  | { does: 'get once' }
  | { does: 'join' };

export interface Orders {
  me: number;
  jobs: QueueHandle;
  task: Task;
}

const { me, jobs, task } = workerData as Orders;
const { blocking: queue } = new SharedQueue<number | null>(jobs, me);
const say = (what: unknown) => parentPort!.postMessage(what, []);

// The test learns from this that the thread is about to block.
say('ready');
if (task.does === 'produce') {
  for (let i = 0; i < task.count; i++) queue.put(task.from + i);
  say('done');
} else if (task.does === 'join') {
  queue.join();
  say('joined');
} else if (task.does === 'get once') {
  say(queue.get());
} else {
  const got: number[] = [];
  for (let over = false; !over;) {
    for (const item of queue.getMany(task.most ?? 1)) {
      if (item === null) over = true;
      else got.push(item);
      queue.taskDone();
    }
  }
  say(got);
}
