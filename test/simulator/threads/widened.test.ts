import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Lab } from '../../../simulator/gil/lab.ts';
import { createMemory } from '../../../simulator/gil/memory.ts';
import { RingReader } from '../../../simulator/gil/recorder.ts';
import { nodeWorkers } from '../../../simulator/threads/pool/node.ts';
import { ThreadPool, WorkRequest } from '../../../simulator/threads/pool/thread-pool.ts';
import { SharedQueue } from '../../../simulator/threads/shared-queue.ts';
import { nodeThreads } from '../../../simulator/typescript/node.ts';
import { Heard, program } from '../typescript/compile.ts';
import { widen, widened, type Window } from './widen.ts';
import type { WideOrders } from './wide-thread.ts';

const tasks = new URL('pool/tasks.ts', import.meta.url).href;
const WINDOWS: Window[][] = [['notify'], ['wait'], ['notify', 'wait']];

describe.each(WINDOWS)('with wide windows: %s, %s', (...windows) => {
  const here = () => onTestFinished(widen(windows));

  /** Threads on one queue with two slots, and what each says at its end. */
  function crowd(tasks: WideOrders['does'][], rounds: number) {
    const queue = SharedQueue.create<number>({ maxsize: 2 }, 0).handle;
    const word = () => new SharedArrayBuffer(16);
    const shared = { queue, lock: word(), event: word(), counts: word() };
    const said = tasks.map(async (does, i) => {
      const workerData: WideOrders = { does, me: i + 1, rounds, ...shared };
      const worker = new Worker(new URL('./wide-thread.ts', import.meta.url), { workerData, ...widened(windows) });
      const [message] = (await once(worker, 'message')) as [{ got: number; late: number }];
      return message;
    });
    return { said: Promise.all(said), counts: new Int32Array(shared.counts) };
  }

  test('a queue loses nothing, and a call without a timeout is never late', async () => {
    const said = await crowd(['produce', 'consume', 'produce', 'consume'], 60).said;
    // Two threads put 0 + 1 + ... + 59 = 1770 each.
    expect(said[1]!.got + said[3]!.got).toBe(3540);
    expect(said.map(({ late }) => late)).toEqual([0, 0, 0, 0]);
  });

  test('a lock of a program keeps others out, and everybody has it in the end', async () => {
    const { said, counts } = crowd(['lock', 'lock', 'lock'], 100);
    await said;
    expect(counts[0]).toBe(300);
  });

  test('an event that was cleared lets nobody go on because of the set() before', async () => {
    const said = await crowd(['set', 'clear and wait'], 20).said;
    expect(said[1]!.late).toBe(0);
  });

  test.each([{}, { qSize: 2, resqSize: 3 }])('a pool answers everything once, whoever is ended: %o', async (bounds) => {
    here();
    const pool = new ThreadPool(nodeWorkers(true, widened(windows)), 4, { tasks, pollTimeout: 0.01, ...bounds });
    const answered: number[] = [];
    const settle = (request: WorkRequest) => {
      answered.push(request.args[0] as number);
      if (answered.length % 50 === 0) {
        void pool.workers[0]!.terminate();
        pool.createWorkers(1);
      }
    };
    const put = (async () => {
      for (let i = 0; i < 200; i++)
        await pool.putRequest(new WorkRequest('square', [i], { callback: settle, excCallback: settle }));
    })();
    while (answered.length < 200) {
      await pool.wait();
      await Promise.race([put, new Promise((resolve) => setTimeout(resolve))]);
    }
    expect(answered.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    await pool.terminate();
  });

  test('a late notify is no drop request: a thread keeps the lock while nobody has waited a whole interval', async () => {
    const memory = createMemory(3);
    const lab = new Lab(
      nodeWorkers(true, widened(windows)),
      new URL('../../../simulator/gil/tasks.ts', import.meta.url).href,
      memory,
    );
    onTestFinished(() => lab.stop());
    const jobs = Array.from({ length: 9 }, () => ({ does: 'primes' as const, from: 0, count: 20_000 }));
    const { values } = await lab.run({ mode: 'gil', workers: 3, jobs, interval: 1e6, keepsInIO: false });
    // 2262 primes are below 20,000.
    expect(values).toEqual(jobs.map(() => 2262));
    const held = memory.rings.flatMap((ring) => new RingReader(ring).read()).filter(({ state }) => state === 'holding');
    expect(held).toHaveLength(9);
  });

  test('a program of locks, words and threads comes to its end', async () => {
    here();
    const heard = new Heard(
      { 'main.ts': program('small_queue').replaceAll('1000', '40') },
      nodeThreads(widened(windows)),
    );
    await heard.run.over;
    // 1 + 2 + ... + 40 = 820
    expect(heard.lines).toEqual(['the sum of what came: 820', 'main is done']);
  });
});
