import type { Scenario } from '../../scenario/scenario.ts';

/** Counts the threads that the scenario can come to have. Scripts have no loops: it can be counted. */
export function threadsOf({ pool, threads }: Scenario): number {
  const workers = { Queue: 0, WorkManager: 0, ThreadPool: 0, ...startedBy(pool) };
  const started = threads
    .flatMap(({ script }) => script)
    .map((now) =>
      now.call === 'createWorkers'
        ? now.num_workers
        : now.call === 'WorkManager' || now.call === 'ThreadPool'
          ? workers[now.call]
          : 0,
    );
  return threads.length + started.reduce((sum, count) => sum + count, 0);
}

const startedBy = (pool: Scenario['pool']) =>
  pool.kind === 'WorkManager'
    ? { WorkManager: pool.thread_num }
    : pool.kind === 'ThreadPool'
      ? { ThreadPool: pool.num_workers }
      : {};
