import { Empty } from '../errors.ts';
import type { Answer, WorkersPlace } from './protocol.ts';
import { Staff, type StaffWorker } from './staff.ts';

export interface WorkManagerOptions {
  /** The address of the module whose exports are the jobs. */
  tasks: string;
  /** The name of the job that every number from 0 is given to. */
  job: string;
}

/**
 * `WorkManager` of the lessons (lessons/listings/work_manager.py) on real workers: it queues its jobs first, then starts
 * the workers that empty the queue. As there, a worker whose job raises is gone, and so is what nobody does any more.
 */
export class WorkManager {
  readonly threads: StaffWorker[] = [];
  /** What the jobs returned or raised, in the order they ended. */
  readonly answers: Answer[] = [];
  private readonly staff: Staff<string>;

  private constructor(place: WorkersPlace, tasks: string) {
    this.staff = new Staff<string>(place, { kind: 'Work', tasks });
  }

  /** Queues `workNum` jobs, then starts `threadNum` workers. */
  static async create(place: WorkersPlace, workNum: number, threadNum: number, { tasks, job }: WorkManagerOptions) {
    const manager = new WorkManager(place, tasks);
    for (let i = 0; i < workNum; i++) await manager.addJob(job, i);
    for (let i = 0; i < threadNum; i++) manager.threads.push(manager.staff.hire(0, () => {}));
    return manager;
  }

  /** Queues one more job. @throws DataCloneError */
  async addJob(func: string, ...args: readonly unknown[]): Promise<void> {
    await this.staff.exchange.put(func, func, args, true, null);
  }

  /** Waits until every worker has exited: the queue was empty when it looked, or its job raised. */
  async waitAllcomplete(): Promise<void> {
    for (const thread of this.threads) if (thread.isAlive) await thread.join();
    try {
      for (;;) {
        const { request, answer } = await this.staff.exchange.get(false);
        if (request !== null) this.answers.push(answer);
      }
    } catch (error) {
      if (!(error instanceof Empty)) throw error;
    }
  }
}
