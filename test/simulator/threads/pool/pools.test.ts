import { describe, expect, onTestFinished, test } from 'vitest';
import { DataCloneError, Full } from '../../../../simulator/threads/errors.ts';
import { NoResultsPending, NoWorkersAvailable } from '../../../../simulator/threads/pool/errors.ts';
import { nodeWorkers } from '../../../../simulator/threads/pool/node.ts';
import { resultOf, WorkerLost } from '../../../../simulator/threads/pool/result.ts';
import {
  makeRequests,
  ThreadPool,
  type ThreadPoolOptions,
  WorkRequest,
} from '../../../../simulator/threads/pool/thread-pool.ts';
import { WorkManager } from '../../../../simulator/threads/pool/work-manager.ts';
import { soon } from '../../engines/workers/test-thread.ts';

const tasks = new URL('./tasks.ts', import.meta.url).href;

describe.each([
  ['with shared memory', true],
  ['over messages', false],
])('a pool of real workers %s', (_, shared) => {
  function poolOf(numWorkers: number, options: Partial<ThreadPoolOptions> = {}): ThreadPool {
    const pool = new ThreadPool(nodeWorkers(shared), numWorkers, { tasks, pollTimeout: 0.02, ...options });
    onTestFinished(() => pool.terminate());
    return pool;
  }
  /** Puts requests, waits for all, and gives what the callbacks heard. */
  async function answersOf(pool: ThreadPool, callable: string, args: Iterable<unknown>) {
    const heard: unknown[] = [];
    const requests = makeRequests(callable, args, {
      callback: (request, result) => heard.push([request.args[0], result]),
      excCallback: (request, error) => heard.push([request.args[0], error]),
    });
    for (const request of requests) await pool.putRequest(request);
    await pool.wait();
    return heard;
  }

  test('every request is answered once, by whoever comes first', async () => {
    const heard = (await answersOf(
      poolOf(3),
      'square',
      Array.from({ length: 200 }, (_, i) => i),
    )) as [number, number][];
    expect(heard.toSorted(([a], [b]) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => [i, i * i]));
  });

  test('a task may be asynchronous', async () => {
    expect(await answersOf(poolOf(1), 'later', [7])).toEqual([[7, 7]]);
  });

  test('what a task has set going goes on although the worker has more to do, and before it sleeps', async () => {
    const pool = poolOf(1);
    expect(await answersOf(pool, 'setsGoing', [0])).toEqual([[0, 0]]);
    await soon(50);
    const heard = (await answersOf(pool, 'setsGoing', Array(100).fill(0))) as [number, number][];
    expect(heard[0]).toEqual([0, 1]);
    expect(heard.at(-1)![1]).toBeGreaterThan(60);
  });

  test('what a task raises comes to the exception callback with its name, its message and its stack', async () => {
    const [[, error]] = (await answersOf(poolOf(1), 'fails', ['luck'])) as [[string, Error]];
    expect([error.name, error.message]).toEqual(['RangeError', 'no luck']);
    expect(error.stack).toContain('tasks.ts');
  });

  test('what cannot be cloned fails its own request, and the worker goes on', async () => {
    const pool = poolOf(1);
    for (const callable of ['returnsAFunction', 'throwsAFunction', 'nowhere']) {
      const [[, error]] = (await answersOf(pool, callable, [1])) as [[number, Error]];
      expect(error.message).toMatch(/function|cloned/i);
    }
    expect(await answersOf(pool, 'square', [3])).toEqual([[3, 9]]);
  });

  test('arguments that cannot be cloned are refused by putRequest, and nothing is expected', async () => {
    const pool = poolOf(1);
    await expect(pool.putRequest(new WorkRequest('square', [() => {}]))).rejects.toThrow(DataCloneError);
    await expect(pool.poll()).rejects.toThrow(NoResultsPending);
  });

  test('a callback that throws is thrown by poll, and the other results are still there', async () => {
    const pool = poolOf(1);
    const heard: unknown[] = [];
    const bad = new WorkRequest('square', [1], {
      callback: () => {
        throw new Error('in the callback');
      },
    });
    await pool.putRequest(bad);
    await pool.putRequest(new WorkRequest('square', [2], { callback: (_, result) => heard.push(result) }));
    await expect(pool.wait()).rejects.toThrow('in the callback');
    // As in the package: the request stays registered, since its callback never came to its end.
    expect([...pool.workRequests.values()]).toContain(bad);
    while (heard.length === 0) await pool.poll();
    expect(heard).toEqual([4]);
  });

  test('a full request queue raises Full, and nothing is expected of what was not put', async () => {
    const pool = poolOf(0, { qSize: 1 });
    await pool.putRequest(new WorkRequest('square', [1]));
    await expect(pool.putRequest(new WorkRequest('square', [2]), false)).rejects.toThrow(Full);
    await expect(pool.putRequest(new WorkRequest('square', [3]), true, 0.01)).rejects.toThrow(Full);
    expect(pool.workRequests.size).toBe(1);
    await expect(pool.poll(true)).rejects.toThrow(NoWorkersAvailable);
  });

  test('dismissed workers leave within poll_timeout, the newest first', async () => {
    const pool = poolOf(3);
    const [first, second, third] = pool.workers;
    await pool.dismissWorkers(2, true);
    expect([first, second, third].map((worker) => worker!.isAlive)).toEqual([true, false, false]);
    await pool.dismissWorkers(9);
    expect(pool.dismissedWorkers).toEqual([first]);
    await pool.joinAllDismissedWorkers();
    expect([first!.isAlive, pool.workers, pool.dismissedWorkers]).toEqual([false, [], []]);
  });

  test('a worker that is terminated in a task loses that task, and says so; the others go on', async () => {
    const pool = poolOf(2);
    const started = new SharedArrayBuffer(4);
    const heard: [string, unknown][] = [];
    const options = {
      callback: ({ callable }: WorkRequest, result: unknown) => heard.push([callable, result]),
      excCallback: ({ callable }: WorkRequest, error: unknown) => heard.push([callable, error]),
    };
    await pool.putRequest(new WorkRequest('forever', [shared ? null : started], options));
    let busy;
    while (!(busy = pool.workers.find((worker) => worker.has === 0))) await soon(5);
    for (let i = 1; i <= 5; i++) await pool.putRequest(new WorkRequest('square', [i], options));
    await busy.terminate();
    await pool.wait();
    const lost = heard.find(([callable]) => callable === 'forever')!;
    expect(lost[1]).toMatchObject({ name: 'WorkerLost', message: `${busy.name} was terminated` });
    expect(heard.filter(([callable]) => callable === 'square').map(([, result]) => result)).toEqual([1, 4, 9, 16, 25]);
    expect(pool.workers).not.toContain(busy);
  });

  test('a worker that is terminated while it is idle takes nothing with it', async () => {
    const pool = poolOf(2, { pollTimeout: 3600 });
    // Its thread takes a moment to end: a request that comes in that moment must not wake it instead of the other.
    for (let i = 0; i < 15; i++) {
      await answersOf(pool, 'square', [1, 2, 3, 4]);
      await soon(10);
      await pool.workers[0]!.terminate();
      const heard = (await answersOf(pool, 'square', [5, 6, 7, 8])) as [number, number][];
      expect(heard.map(([n]) => n)).toEqual([5, 6, 7, 8]);
      pool.createWorkers(1);
    }
  });

  test('tasks that cannot be loaded end the workers, and nobody waits for them', async () => {
    const pool = poolOf(2, { tasks: new URL('./no-such-tasks.ts', import.meta.url).href });
    await pool.putRequest(new WorkRequest('square', [1]));
    await expect(pool.wait()).rejects.toThrow(NoWorkersAvailable);
    expect(pool.lost.map((error) => error instanceof WorkerLost && error.message).toSorted()).toEqual([
      expect.stringContaining('Thread-1 could not load its tasks'),
      expect.stringContaining('Thread-2 could not load its tasks'),
    ]);
  });

  test('a request is not left to a worker that has been dismissed', async () => {
    const pool = poolOf(2, { pollTimeout: 3600 });
    await answersOf(pool, 'nap', Array(8).fill(0.1));
    await soon(50);
    await pool.dismissWorkers(1);
    for (let i = 0; i < 4; i++) expect(await answersOf(pool, 'square', [i])).toEqual([[i, i * i]]);
  });

  test('requests with the same ID are expected once, as in a dict', async () => {
    const pool = poolOf(0, { qSize: 0 });
    const [first, second] = [1, 2].map((n) => new WorkRequest('square', [n], { requestID: 'id' }));
    const own = new WorkRequest('square', [3]);
    for (const request of [first!, own, second!, own]) await pool.putRequest(request);
    expect([...pool.workRequests]).toEqual([
      ['id', second],
      [own, own],
    ]);
  });

  test('who has put without waiting may wait for all at once', async () => {
    const pool = poolOf(2);
    let sum = 0;
    for (let i = 0; i < 100; i++)
      void pool.putRequest(new WorkRequest('square', [i], { callback: (_, result) => (sum += result as number) }));
    await pool.wait();
    expect(sum).toBe(328_350);
  });

  test('an answer does not wait for the next task, though that is long', async () => {
    const pool = poolOf(1);
    await answersOf(pool, 'nap', Array(300).fill(0));
    const heard = new Promise((callback) => void pool.putRequest(new WorkRequest('nap', [0], { callback })));
    await pool.putRequest(new WorkRequest('forever', [null]));
    // How that ends does not matter here: the second task goes on for ever.
    pool.wait().catch(() => {});
    await heard;
  });

  test('long tasks are spread over the workers, though those before were short', async () => {
    const pool = poolOf(4);
    // Until all have started.
    await answersOf(pool, 'nap', Array(16).fill(0.1));
    await answersOf(pool, 'nap', Array(1000).fill(0));
    const place = crypto.randomUUID();
    for (let i = 0; i < 4; i++) await pool.putRequest(new WorkRequest('meet', [place, 4]));
    await pool.wait();
  });

  test('10,000 tasks at once', async () => {
    const pool = poolOf(2);
    let sum = 0;
    for (let i = 0; i < 10_000; i++)
      await pool.putRequest(new WorkRequest('square', [1], { callback: (_, result) => (sum += result as number) }));
    await pool.wait();
    expect(sum).toBe(10_000);
  });

  test('a WorkManager does its jobs, and its workers leave when the queue is empty', async () => {
    const manager = await WorkManager.create(nodeWorkers(shared), 50, 3, { tasks, job: 'square' });
    await manager.waitAllcomplete();
    expect(manager.threads.map((thread) => thread.isAlive)).toEqual([false, false, false]);
    const values = manager.answers.map(resultOf) as number[];
    expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i * i));
  });

  test('as in the lessons, a job that raises takes its worker with it, and what is left is never done', async () => {
    const alone = await WorkManager.create(nodeWorkers(shared), 3, 1, { tasks, job: 'fails' });
    await alone.waitAllcomplete();
    expect(alone.answers).toHaveLength(1);
  });
});

test('over messages, whoever is ended in the middle of many messages, everything is answered once', async () => {
  const pool = new ThreadPool(nodeWorkers(false), 2, { tasks, pollTimeout: 0.02 });
  onTestFinished(() => pool.terminate());
  let right = 0;
  let lost = 0;
  const put = (count: number, callable: string) => {
    for (let i = 0; i < count; i++)
      void pool.putRequest(
        new WorkRequest(callable, [i], { callback: () => void right++, excCallback: () => void lost++ }),
      );
  };
  // It learns that they are quick, and then sends many in a message.
  put(2000, 'square');
  await pool.wait();
  for (let round = 0; round < 10; round++) {
    put(2000, 'square');
    await new Promise((resolve) => setTimeout(resolve));
    void pool.workers[0]!.terminate();
    pool.createWorkers(1);
    await pool.wait();
  }
  expect(right + lost).toBe(22_000);
  expect(right).toBeGreaterThan(2000);
});
