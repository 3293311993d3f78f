import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { FromPoolWorker, PoolHost } from '../../../../simulator/threads/pool/protocol.ts';
import { nodeWorkers } from '../../../../simulator/threads/pool/node.ts';
import { ThreadPool, WorkRequest } from '../../../../simulator/threads/pool/thread-pool.ts';
import { soon } from '../../engines/workers/test-thread.ts';
import { MORTAL } from './mortal.ts';

const tasks = new URL('tasks.ts', import.meta.url).href;
const script = new URL('../../../../simulator/threads/pool/node-worker.ts', import.meta.url);
const execArgv = ['--import', new URL('mortal.ts', import.meta.url).href];

/** Workers of Node, of which the first is ended only when it comes to one operation of its own, and may run on for some. */
function mortal(stopsAt: number, runsOn: number) {
  const words = new Int32Array(new SharedArrayBuffer(64));
  words[MORTAL.stopsAt] = stopsAt;
  words[MORTAL.runsOn] = runsOn;
  const others = nodeWorkers();
  let first = true;
  const host: PoolHost = {
    shared: true,
    spawn(name) {
      if (!first) return others.spawn(name);
      first = false;
      const worker = new Worker(script, { name, execArgv, workerData: { mortal: words.buffer } });
      onTestFinished(async () => void (await worker.terminate()));
      let gone = false;
      return {
        post: (message) => worker.postMessage(message, []),
        listen: (onMessage) => worker.on('message', (message: FromPoolWorker) => gone || onMessage(message)),
        terminate() {
          gone = true;
          Atomics.store(words, MORTAL.ended, 1);
          Atomics.notify(words, MORTAL.ended);
        },
      };
    },
  };
  return { host, words };
}

const ITEMS = 24;

/** Does items while one worker is ended at such an operation. False: it has not so many. */
async function endedAt(stopsAt: number, runsOn: number, bounds: object): Promise<boolean> {
  const { host, words } = mortal(stopsAt, runsOn);
  const pool = new ThreadPool(host, 1, { tasks, pollTimeout: 0.005, ...bounds });
  const heard: number[] = [];
  let lost = 0;
  const callback = ({ args }: WorkRequest, result: unknown) => {
    expect(result).toBe((args[0] as number) ** 2);
    heard.push(args[0] as number);
  };
  const excCallback = ({ args }: WorkRequest) => {
    lost++;
    heard.push(args[0] as number);
  };
  const put = (async () => {
    for (let i = 0; i < ITEMS; i++) await pool.putRequest(new WorkRequest('square', [i], { callback, excCallback }));
  })();
  const [worker] = pool.workers;
  let there = false;
  while (!there && heard.length < ITEMS) {
    there = Atomics.load(words, MORTAL.there) === 1;
    await pool.poll().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  pool.createWorkers(1);
  const ending = worker!.terminate();
  while (heard.length < ITEMS) {
    await pool.wait();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all([ending, put]);
  expect(heard.toSorted((a, b) => a - b)).toEqual(Array.from({ length: ITEMS }, (_, i) => i));
  expect(lost).toBeLessThanOrEqual(1);
  await pool.terminate();
  return Atomics.load(words, MORTAL.there) === 1;
}

test.each([{}, { qSize: 2, resqSize: 2 }])(
  "a worker that is ended while it sleeps takes nobody else's wake-up: %o",
  async (bounds) => {
    const { host } = mortal(1e9, 0);
    const pool = new ThreadPool(host, 1, { tasks, pollTimeout: 1e6, ...bounds });
    const answer = async (n: number) => {
      const heard: unknown[] = [];
      await pool.putRequest(new WorkRequest('square', [n], { callback: (_, result) => heard.push(result) }));
      await pool.wait();
      return heard;
    };
    expect(await answer(2)).toEqual([4]);
    await soon();
    await pool.workers[0]!.terminate();
    pool.createWorkers(1);
    for (const n of [3, 4, 5]) {
      await soon();
      expect(await answer(n)).toEqual([n ** 2]);
    }
    await pool.terminate();
  },
);

const BOUNDS = { 'a slot ring': {}, 'two queues with bounds': { qSize: 2, resqSize: 2 } };

test.each(Object.entries(BOUNDS).flatMap(([name, bounds]) => [0, 2].map((runsOn) => [name, runsOn, bounds] as const)))(
  'with %s: a worker that is ended at any operation, and runs on for %i more, loses its own task only',
  async (_, runsOn, bounds) => {
    let tried = 0;
    // It comes to its first request after about ten, and to the last after more than two hundred.
    for (let at = 5 + runsOn / 2; at < 41; at += 2) if (await endedAt(at, runsOn, bounds)) tried++;
    expect(tried).toBe(18);
  },
);
