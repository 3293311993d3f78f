// A pool made by hand: a queue of jobs, and threads that empty it.
// Each thread is a Web Worker, with memory of its own. It loads this file anew,
// shares the queue with the others, and knows a function by its exported name.

import { Queue } from 'queue';
import { Thread } from 'threading';
import { perfCounter, sleep } from 'time';

type Job = [func: (...args: number[]) => void, args: number[]];

/** A worker: does jobs from the queue until the queue is empty. */
export function work(workQueue: Queue<Job>) {
  while (true) {
    try {
      const [func, args] = workQueue.get(false);
      func(...args);
      workQueue.taskDone();
    } catch {
      break;
    }
  }
}

/** Queues its jobs first, then starts the workers that do them. */
export class WorkManager {
  workQueue = new Queue<Job>();
  threads: Thread[] = [];

  constructor(workNum = 99, threadNum = 9) {
    for (let i = 0; i < workNum; i++) this.addJob(doJob, i);
    for (let i = 0; i < threadNum; i++) {
      const thread = new Thread({ target: work, args: [this.workQueue] });
      thread.start();
      this.threads.push(thread);
    }
  }

  addJob(func: Job[0], ...args: Job[1]) {
    this.workQueue.put([func, args]);
  }

  waitAllcomplete() {
    for (const thread of this.threads) {
      if (thread.isAlive()) thread.join();
    }
  }
}

export function doJob(n: number) {
  sleep(0.1);
  if (n % 9 === 0) console.log('done: job', n); // one line for every nine jobs
}

/** Runs in a worker too, so that it may wait: a page must not. */
export function main() {
  const start = perfCounter();
  const manager = new WorkManager(99, 9);
  manager.waitAllcomplete();
  console.log(`cost all time: ${(perfCounter() - start).toFixed(1)}`);
}
