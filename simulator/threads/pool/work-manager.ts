import { Empty } from '../errors.ts';
import type { ResultMessage, PoolHost } from './protocol.ts';
import { WorkerGroup, type PoolWorker } from './worker-group.ts';

export interface WorkManagerOptions {
  /** The address of the module whose exports are the jobs. */
  tasks: string;
  /** The name of the job that every number from 0 is given to. */
  job: string;
}

/**
 * `WorkManager` of the lessons (lessons/listings/work_manager.py) on real workers: it queues its jobs first, then starts
 * the workers that empty the queue. As there, a worker whose job raises is gone, and jobs can be left undone.
 */
export class WorkManager {
  readonly threads: PoolWorker[] = [];
  /** Results and exceptions of the jobs, in the order they ended. */
  readonly answers: ResultMessage[] = [];
  private readonly group: WorkerGroup<string>;

  private constructor(host: PoolHost, tasks: string) {
    this.group = new WorkerGroup<string>(host, { kind: 'Work', tasks });
  }

  /** Queues `workNum` jobs, then starts `threadNum` workers. */
  static async create(host: PoolHost, workNum: number, threadNum: number, { tasks, job }: WorkManagerOptions) {
    const manager = new WorkManager(host, tasks);
    for (let i = 0; i < workNum; i++) await manager.addJob(job, i);
    for (let i = 0; i < threadNum; i++) manager.threads.push(manager.group.spawn(0, () => {}));
    return manager;
  }

  /** Queues one more job. @throws DataCloneError */
  async addJob(func: string, ...args: readonly unknown[]): Promise<void> {
    await this.group.transport.put(func, func, args, true, null);
  }

  /** Waits until every worker has exited: the queue was empty when it looked, or its job raised. */
  async waitAllcomplete(): Promise<void> {
    for (const thread of this.threads) if (thread.isAlive) await thread.join();
    try {
      for (;;) {
        const { request, answer } = await this.group.transport.get(false);
        if (request !== null) this.answers.push(answer);
      }
    } catch (error) {
      if (!(error instanceof Empty)) throw error;
    }
  }
}
