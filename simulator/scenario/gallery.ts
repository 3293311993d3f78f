import { main, queue, times, put, get, task_done, workManager, threadPool, putRequest, wait } from './build.ts';
import type { Scenario } from './scenario.ts';

/** Ready scenarios, by id. The lessons name them, and the simulator page shows those of {@link OFFERED}. */
export const GALLERY = {
  'first-pool': threadPool({}, [{ count: 6, duration: 0.1, callback: 'returns' }], putRequest, wait),
  'queue-basics': {
    pool: queue(0),
    jobs: [],
    threads: [main(put, put, put, { call: 'join' }), { name: 'consumer', script: times(3, get, task_done) }],
  },
  'queue-empty': {
    pool: queue(0),
    jobs: [],
    threads: [main({ call: 'sleep', seconds: 0.3 }, put), { name: 'consumer', script: [get, task_done] }],
  },
  'queue-full': {
    pool: queue(2),
    jobs: [],
    threads: [
      main(...times(4, put)),
      { name: 'consumer', script: [{ call: 'sleep', seconds: 0.5 }, ...times(4, get, task_done)] },
    ],
  },
  'queue-timeout': {
    pool: queue(0),
    jobs: [],
    threads: [main({ call: 'get', timeout: 0.5, catch: ['Empty'] }, { call: 'sleep', seconds: 0.1 })],
  },
  'queue-join': {
    pool: queue(0),
    jobs: [],
    threads: [
      main(put, put, { call: 'join' }),
      { name: 'consumer', script: times(2, get, { call: 'sleep', seconds: 0.2 }, task_done) },
    ],
  },
  'queue-task-done': { pool: queue(0), jobs: [], threads: [main(put, get, task_done, task_done)] },
  'work-manager-small': workManager([{ count: 6, duration: 0.1 }], 3),
  'work-manager': workManager([{ count: 999, duration: 0.1 }], 99),
  'wm-failing-job': workManager([{ duration: 0.1 }, { duration: 0.1, raises: 'ValueError' }, { duration: 0.1 }], 1),
  'wm-late-job': workManager([{ count: 2, duration: 0.1 }], 2, { call: 'add_job', duration: 0.1 }),
  'bounded-queue': threadPool({ num_workers: 2, q_size: 2 }, [{ count: 6, duration: 0.1 }], putRequest, wait),
  'poll-timeout': threadPool(
    { num_workers: 2, poll_timeout: 0.5 },
    [{ count: 2, duration: 0.1 }],
    { call: 'sleep', seconds: 0.8 },
    putRequest,
    wait,
  ),
  'failing-job': threadPool(
    {},
    [
      { count: 2, duration: 0.1, callback: 'returns' },
      { duration: 0.1, raises: 'ValueError', callback: 'returns' },
      { count: 3, duration: 0.1, callback: 'returns' },
    ],
    putRequest,
    wait,
  ),
  dismiss: threadPool(
    { poll_timeout: 1 },
    [{ count: 4, duration: 0.2 }],
    putRequest,
    { call: 'dismissWorkers', num_workers: 1 },
    wait,
    { call: 'sleep', seconds: 1.5 },
  ),
  'dismiss-join': threadPool({ poll_timeout: 1 }, [{ count: 3, duration: 0.1 }], putRequest, wait, {
    call: 'dismissWorkers',
    num_workers: 3,
    do_join: true,
  }),
  deadlock: threadPool({ num_workers: 2, q_size: 1, resq_size: 1 }, [{ count: 10, duration: 0.1 }], putRequest, wait),
} satisfies Record<string, Scenario>;

export type GalleryId = keyof typeof GALLERY;

/** Those that the simulator page offers, in its order. */
export const OFFERED: readonly GalleryId[] = [
  'first-pool',
  'bounded-queue',
  'poll-timeout',
  'failing-job',
  'dismiss',
  'dismiss-join',
  'deadlock',
  'work-manager-small',
  'work-manager',
  'wm-failing-job',
  'wm-late-job',
  'queue-basics',
  'queue-empty',
  'queue-full',
  'queue-timeout',
  'queue-join',
  'queue-task-done',
];
