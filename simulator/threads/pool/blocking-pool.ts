import { Empty } from '../errors.ts';
import { NoResultsPending } from './errors.ts';

/** The parts of a `ThreadPool` that differ by where it lives. A call that has to wait blocks its thread. */
export interface PoolParts<Answer, Worker> {
  /** @throws NoResultsPending, NoWorkersAvailable when it would wait and there are no workers. */
  check(block: boolean): void;
  /** @throws Empty */
  getResult(block: boolean): Answer;
  callBack(answer: Answer): void;
  unregister(answer: Answer): void;
  /** Number of workers that are not dismissed. */
  workerCount(): number;
  /** Dismisses the newest worker. */
  dismissLast(): Worker;
  /** Adds to `dismissedWorkers`. */
  keepDismissed(workers: readonly Worker[]): void;
  joinDismissed(workers: readonly Worker[]): void;
}

/** `ThreadPool.poll` of threadpool 1.3.2: hands each result to its callback; with `block`, waits for more. */
export function poll<Answer>(
  pool: Pick<PoolParts<Answer, unknown>, 'check' | 'getResult' | 'callBack' | 'unregister'>,
  block = false,
): void {
  for (;;) {
    pool.check(block);
    let answer: Answer;
    try {
      answer = pool.getResult(block);
    } catch (error) {
      if (error instanceof Empty) return;
      throw error;
    }
    pool.callBack(answer);
    pool.unregister(answer);
  }
}

/** `ThreadPool.wait`: as `poll(true)`, but it returns when no result is expected any longer. */
export function wait(pool: Parameters<typeof poll>[0]): void {
  try {
    poll(pool, true);
  } catch (error) {
    if (!(error instanceof NoResultsPending)) throw error;
  }
}

/** `ThreadPool.dismissWorkers`: dismisses the newest workers, at most as many as there are. */
export function dismissWorkers<Worker>(
  pool: Pick<PoolParts<unknown, Worker>, 'workerCount' | 'dismissLast' | 'keepDismissed' | 'joinDismissed'>,
  numWorkers: number,
  doJoin = false,
): void {
  const dismissed: Worker[] = [];
  const count = Math.min(numWorkers, pool.workerCount());
  // Another thread may dismiss some meanwhile.
  for (let i = 0; i < count && pool.workerCount() > 0; i++) dismissed.push(pool.dismissLast());
  if (doJoin) pool.joinDismissed(dismissed);
  else pool.keepDismissed(dismissed);
}
