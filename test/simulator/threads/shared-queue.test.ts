import { describe, expect, test } from 'vitest';
import { Empty, Full } from '../../../simulator/threads/errors.ts';
import { SharedQueue, type QueueOptions } from '../../../simulator/threads/shared-queue.ts';
import { awaiting } from '../../../simulator/threads/steps.ts';
import { TestThread, soon } from '../engines/workers/test-thread.ts';

const queueOf = <T>(options: QueueOptions = {}) => SharedQueue.create<T>(options, 0);

/** A thread that waits for an item, the `me`th in line. */
async function waitingFor(queue: SharedQueue<number>, me: number): Promise<TestThread> {
  const hand = new TestThread(me, queue.handle, { does: 'get once' });
  while ((await queue.getters()) < me) await soon(1);
  return hand;
}

test('a thread that may block gets what there is, in order, and Empty after the timeout', () => {
  const { blocking } = queueOf<number>({ maxsize: 3 });
  for (const item of [1, 2, 3]) blocking.put(item);
  expect(() => blocking.put(4, true, 0.01)).toThrow(Full);
  expect([blocking.get(), ...blocking.getMany(9)]).toEqual([1, 2, 3]);
  expect(() => blocking.get(true, 0.01)).toThrow(Empty);
});

describe('what is put', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;

  test.each([
    [0.1],
    [-0],
    ['text \u{1f9f5}'],
    ['\ud800 alone'],
    [null],
    [undefined],
    [12345678901234567890n],
    [{ a: [1, { b: 'c' }], when: new Date(0), which: /x/gi }],
    [new Map<unknown, unknown>([[1, new Set([2])]])],
    [new Float64Array([1.5, NaN])],
    [cyclic],
  ])('comes out as it went in: %o', (value) => {
    const { blocking } = queueOf<unknown>();
    blocking.put(value);
    expect(blocking.get()).toEqual(value);
  });

  test('an error keeps its name, its message, its stack and its cause', () => {
    const { blocking } = queueOf<Error>();
    const error = new TypeError('no', { cause: new Error('why') });
    blocking.put(error);
    const got = blocking.get();
    expect(got).toBeInstanceOf(TypeError);
    expect([got.message, got.stack, (got.cause as Error).message]).toEqual(['no', error.stack, 'why']);
  });

  test('what cannot be cloned is refused with the place where it is, and nothing else is lost', () => {
    const { blocking } = queueOf<unknown>();
    blocking.put('before');
    expect(() => blocking.put({ job: { run: () => {} } })).toThrow(/function.*\.job\.run/);
    blocking.put('after');
    expect(blocking.getMany(9)).toEqual(['before', 'after']);
  });

  test('may be larger than the memory the queue begins with', () => {
    const { blocking } = queueOf<string>({ memory: 2 ** 20 });
    const items = [...'abcdefgh'].map((letter) => letter.repeat(50_000));
    for (const item of items) blocking.put(item);
    expect(blocking.getMany(99)).toEqual(items);
  });

  test('and more than there is memory for is a RangeError, and nothing is lost', () => {
    const { blocking } = queueOf<string>({ memory: 2 ** 17 });
    blocking.put('small');
    expect(() => blocking.put('x'.repeat(2 ** 17))).toThrow(RangeError);
    expect(blocking.qsize()).toBe(1);
    expect(blocking.get()).toBe('small');
  });

  test('goes round the end of the ring without a scratch', () => {
    const { blocking } = queueOf<string>({ memory: 2 ** 16 });
    const item = (i: number) => String.fromCodePoint(0x61 + (i % 26)).repeat(1 + ((i * 997) % 9000));
    for (let i = 0; i < 3; i++) blocking.put(item(i));
    for (let i = 0; i < 500; i++) {
      blocking.put(item(i + 3));
      expect(blocking.get()).toBe(item(i));
    }
  });
});

describe('between real threads', () => {
  test('three producers, three consumers, four places: each item is got once, in its producer’s order', async () => {
    const queue = queueOf<number | null>({ maxsize: 4 });
    const producers = [1, 2, 3].map(
      (me) => new TestThread(me, queue.handle, { does: 'produce', from: me * 1000, count: 500 }),
    );
    const consumers = [4, 5, 6].map((me) => new TestThread(me, queue.handle, { does: 'consume' }));
    await Promise.all(producers.map((hand) => hand.result()));
    for (const _ of consumers) await queue.awaiting.put(null);
    const got = await Promise.all(consumers.map((hand) => hand.result<number[]>()));
    expect(got.flat().toSorted((a, b) => a - b)).toEqual(
      [1000, 2000, 3000].flatMap((from) => Array.from({ length: 500 }, (_, i) => from + i)),
    );
    for (const mine of got)
      for (const producer of [1, 2, 3]) {
        const items = mine.filter((item) => Math.floor(item / 1000) === producer);
        expect(items).toEqual(items.toSorted((a, b) => a - b));
      }
    await queue.awaiting.join();
  });

  test('whoever waits longest is served first', async () => {
    const queue = queueOf<number>();
    const hands: TestThread[] = [];
    for (const me of [1, 2, 3]) hands.push(await waitingFor(queue, me));
    // One at a time: of two that have been notified, either may take the mutex first, as in CPython.
    for (const hand of hands) {
      await queue.awaiting.put(hand.me * 10);
      expect(await hand.result()).toBe(hand.me * 10);
    }
  });

  test('join blocks until the last task_done', async () => {
    const queue = queueOf<number>();
    await queue.awaiting.put(1);
    await queue.awaiting.put(2);
    const joiner = await new TestThread(1, queue.handle, { does: 'join' }).begun();
    await queue.awaiting.taskDone();
    await soon();
    expect(joiner.silent).toBe(true);
    await queue.awaiting.taskDone();
    expect(await joiner.result()).toBe('joined');
  });

  test('a thread that may not block waits in promises, as many as it likes, and each is served once', async () => {
    const queue = queueOf<number>();
    const waiting = Array.from({ length: 100 }, () => queue.awaiting.get());
    const producer = new TestThread(1, queue.handle, { does: 'produce', from: 0, count: 100 });
    const got = await Promise.all(waiting);
    expect(got.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    await producer.result();
  });

  test('one more than can wait is a RangeError, and the others go on waiting', async () => {
    const queue = queueOf<number>({ waiters: 2 });
    const waiting = [queue.awaiting.get(), queue.awaiting.get()];
    await expect(queue.awaiting.get()).rejects.toThrow('too many threads wait here');
    await queue.awaiting.put(1);
    await queue.awaiting.put(2);
    expect(await Promise.all(waiting)).toEqual([1, 2]);
  });

  test('no item is lost on a thread that ended while it waited', async () => {
    const queue = queueOf<number>();
    const [lost, other] = [await waitingFor(queue, 1), await waitingFor(queue, 2)];
    await awaiting(queue.hold());
    await lost.end();
    queue.letGo(1);
    await queue.awaiting.put(7);
    expect(await other.result()).toBe(7);
  });
});
