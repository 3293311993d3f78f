import { setTimeout } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { FixedThreadPool } from 'poolifier';
import { Tinypool } from 'tinypool';
import workerpool from 'workerpool';
import { nodeWorkers } from '../../../../simulator/threads/pool/node.ts';
import { ThreadPool, WorkRequest } from '../../../../simulator/threads/pool/thread-pool.ts';
import { ofPromises, ofThreadPool, type MeasuredPool } from '../pool.ts';

const file = (name: string) => new URL(name, import.meta.url);
export const ours = (id: string, workers: number, shared: boolean): MeasuredPool =>
  ofThreadPool(id, new ThreadPool(nodeWorkers(shared), workers, { tasks: file('../tasks.ts').href }), WorkRequest);

/** The other pools for Node, each used as its documentation says, with a fixed number of workers. */
export function contenders(workers: number): MeasuredPool[] {
  const threads = { minThreads: workers, maxThreads: workers };
  const piscina = new Piscina({ filename: file('tasks.js').href, ...threads });
  const tinypool = new Tinypool({ filename: file('tasks.js').href, ...threads });
  const poolifier = new FixedThreadPool<unknown, unknown>(workers, file('poolifier.js').pathname);
  const theirs = workerpool.pool(file('workerpool.js').pathname, {
    minWorkers: workers,
    maxWorkers: workers,
    workerType: 'thread',
  });
  return [
    ofPromises(
      'piscina',
      (value) => piscina.run(value),
      () => piscina.destroy(),
    ),
    ofPromises(
      'tinypool',
      (value) => tinypool.run(value),
      () => tinypool.destroy(),
    ),
    ofPromises(
      'workerpool',
      (value) => theirs.exec('same', [value]),
      () => theirs.terminate(),
    ),
    ofPromises(
      'poolifier',
      (value) => poolifier.execute(value),
      // Now and then it never says that it is done.
      () => Promise.race([poolifier.destroy(), setTimeout(1000)]),
    ),
  ];
}
