import { expect, test } from 'vitest';
import { nodeWorkers } from '../../../../simulator/threads/pool/node.ts';
import { WorkerLost } from '../../../../simulator/threads/pool/result.ts';
import { ThreadPool, WorkRequest } from '../../../../simulator/threads/pool/thread-pool.ts';

const tasks = new URL('./tasks.ts', import.meta.url).href;
const ITEMS = 1_000_000;
const WORKERS = 8;
const KILLS = 12;
const AT_ONCE = 20_000;

test('a million items, eight workers, some killed, some dismissed, and timeouts all along: each is answered once', async () => {
  const pool = new ThreadPool(nodeWorkers(), WORKERS, { tasks, pollTimeout: 0.001 });
  const times = new Uint8Array(ITEMS);
  let right = 0;
  let lost = 0;
  let answered = 0;
  let killAt = Infinity;
  const kills: Promise<void>[] = [];
  const settle = (item: number) => {
    times[item]!++;
    if (++answered !== killAt) return;
    kills.push(pool.workers[item % WORKERS]!.terminate());
    if (kills.length % 2 === 0) void pool.dismissWorkers(1);
  };
  const callback = ({ args: [item] }: WorkRequest, result: unknown) => {
    if (result === (item as number) ** 2) right++;
    settle(item as number);
  };
  const excCallback = ({ args: [item] }: WorkRequest, error: unknown) => {
    if (error instanceof WorkerLost) lost++;
    settle(item as number);
  };
  for (let from = 0, round = 0; from < ITEMS; from += AT_ONCE, round++) {
    // In the middle of it: some answers have come, and most have not.
    if (round % 4 === 0) killAt = from + AT_ONCE / 10;
    for (let item = from; item < from + AT_ONCE; item++)
      void pool.putRequest(new WorkRequest('square', [item], { callback, excCallback }));
    await pool.wait();
    await Promise.all(kills);
    pool.createWorkers(WORKERS - pool.workers.length);
  }
  expect(pool.lost.length).toBeGreaterThanOrEqual(KILLS);
  expect(lost).toBeLessThanOrEqual(pool.lost.length);
  expect([answered, right + lost]).toEqual([ITEMS, ITEMS]);
  expect(times.every((count) => count === 1)).toBe(true);
  await pool.terminate();
});
