import { describe, expect, test } from 'vitest';
import { DataCloneError, Empty, Full, ValueError } from '../../../simulator/threads/errors.ts';
import { LocalQueue } from '../../../simulator/threads/local-queue.ts';
import type { AsyncQueue } from '../../../simulator/threads/queue.ts';
import { type Channel, remoteQueue, serveQueue } from '../../../simulator/threads/remote-queue.ts';
import { SharedQueue } from '../../../simulator/threads/shared-queue.ts';

const lineOf = (port: MessagePort): Channel => ({
  post: (message) => port.postMessage(message),
  listen: (onMessage) => {
    port.addEventListener('message', ({ data }) => onMessage(data));
    port.start();
  },
});

const KINDS: Record<string, (maxsize?: number) => AsyncQueue<unknown>> = {
  'in shared memory': (maxsize = 0) => SharedQueue.create<unknown>({ maxsize }, 0).awaiting,
  'of one thread': (maxsize) => new LocalQueue<unknown>(maxsize),
  'of another thread': (maxsize) => {
    const { port1, port2 } = new MessageChannel();
    serveQueue(new LocalQueue<unknown>(maxsize), lineOf(port1));
    return remoteQueue(lineOf(port2));
  },
};

describe.each(Object.entries(KINDS))('a queue %s', (_, queueOf) => {
  test('what was put first is got first', async () => {
    const queue = queueOf();
    for (const item of [1, 2, 3]) await queue.put(item);
    expect(await queue.qsize()).toBe(3);
    expect([await queue.get(), await queue.get(), await queue.get()]).toEqual([1, 2, 3]);
    expect(await queue.qsize()).toBe(0);
  });

  test('many are got at once, and never none', async () => {
    const queue = queueOf();
    const waiting = queue.getMany(2);
    for (const item of [1, 2, 3, 4, 5]) await queue.put(item);
    const got = [await waiting];
    while (got.flat().length < 5) got.push(await queue.getMany(2));
    expect(got.flat()).toEqual([1, 2, 3, 4, 5]);
    for (const items of got) expect([1, 2]).toContain(items.length);
  });

  test('an empty queue raises Empty, at once or when the timeout is over, not before', async () => {
    const queue = queueOf();
    await expect(queue.get(false)).rejects.toThrow(Empty);
    const began = performance.now();
    await expect(queue.get(true, 0.02)).rejects.toThrow(Empty);
    expect(performance.now() - began).toBeGreaterThan(15);
  });

  test('a full queue raises Full, and who waits goes on after a get', async () => {
    const queue = queueOf(2);
    await queue.put(1);
    await queue.put(2);
    await expect(queue.put(3, false)).rejects.toThrow(Full);
    await expect(queue.put(3, true, 0.01)).rejects.toThrow(Full);
    const waiting = queue.put(3);
    expect(await queue.get()).toBe(1);
    await waiting;
    expect(await queue.getMany(9)).toEqual([2, 3]);
  });

  test('a negative timeout is a ValueError, as in queue.py, and the queue goes on', async () => {
    const queue = queueOf(1);
    await expect(queue.get(true, -1)).rejects.toThrow(ValueError);
    await expect(queue.put(1, true, -1)).rejects.toThrow("'timeout' must be a non-negative number");
    await queue.put(1);
    expect(await queue.get()).toBe(1);
  });

  test('join waits for the last task_done, and one more is a ValueError', async () => {
    const queue = queueOf();
    await queue.join();
    await queue.put(1);
    await queue.put(2);
    let joined = 0;
    const joins = [queue.join(), queue.join()].map((join) => join.then(() => joined++));
    await queue.taskDone();
    await queue.qsize();
    expect(joined).toBe(0);
    await queue.taskDone();
    await Promise.all(joins);
    await expect(queue.taskDone()).rejects.toThrow('task_done() called too many times');
  });

  test('who has given up waiting is passed over', async () => {
    const queue = queueOf();
    const first = queue.get(true, 0.01);
    const second = queue.get();
    await expect(first).rejects.toThrow(Empty);
    await queue.put(1);
    expect(await second).toBe(1);
  });

  test('what cannot be cloned is a DataCloneError, and nothing is lost', async () => {
    const queue = queueOf();
    await queue.put('before');
    await expect(queue.put({ run: () => {} })).rejects.toThrow(DataCloneError);
    await queue.put('after');
    expect(await queue.getMany(9)).toEqual(['before', 'after']);
  });

  test('an item is a copy from the moment it is put', async () => {
    const queue = queueOf();
    const item = { n: 1 };
    await queue.put(item);
    item.n = 2;
    expect(await queue.get()).toEqual({ n: 1 });
  });

  test('four who put and four who get, two places: each item once, in the order of who put it', async () => {
    const queue = queueOf(2);
    const got: [number, number][][] = [];
    const putting = [0, 1, 2, 3].map(async (me) => {
      for (let i = 0; i < 50; i++) await queue.put([me, i]);
    });
    const getting = [0, 1, 2, 3].map(async (me) => {
      got[me] = [];
      for (let i = 0; i < 50; i++) {
        got[me].push((await queue.get()) as [number, number]);
        await queue.taskDone();
      }
    });
    await Promise.all([...putting, ...getting, queue.join()]);
    for (const mine of got)
      for (const other of [0, 1, 2, 3]) {
        const items = mine.filter(([from]) => from === other).map(([, i]) => i);
        expect(items).toEqual(items.toSorted((a, b) => a - b));
      }
    expect(new Set(got.flat().map(String)).size).toBe(200);
  });
});
