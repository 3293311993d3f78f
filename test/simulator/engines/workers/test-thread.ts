import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { QueueHandle } from '../../../../simulator/threads/shared-queue.ts';
import type { Task, Orders } from '../../threads/thread.ts';

/** A real thread that runs a task on a queue, blocking where it has to. */
export class TestThread {
  readonly me: number;
  private readonly worker: Worker;
  private readonly said: unknown[] = [];
  private readonly ready: Promise<unknown>;

  constructor(me: number, jobs: QueueHandle, task: Task) {
    this.me = me;
    const orders: Orders = { me, jobs, task };
    this.worker = new Worker(new URL('../../threads/thread.ts', import.meta.url), { workerData: orders });
    this.ready = once(this.worker, 'message');
    this.worker.on('message', (message) => this.said.push(message));
  }

  /** It is about to do its task. */
  async begun(): Promise<this> {
    await this.ready;
    return this;
  }

  /** Its last message. */
  async result<R>(): Promise<R> {
    await this.ready;
    if (this.said.length < 2) await once(this.worker, 'message');
    return this.said[1] as R;
  }

  get silent(): boolean {
    return this.said.length < 2;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

export const soon = (milliseconds = 30) => new Promise((resolve) => setTimeout(resolve, milliseconds));
