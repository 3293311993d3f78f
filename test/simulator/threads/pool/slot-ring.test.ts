import { describe, expect, test } from 'vitest';
import { DataCloneError, Empty } from '../../../../simulator/threads/errors.ts';
import { SlotRing } from '../../../../simulator/threads/pool/slots/slot-ring.ts';
import { AT, ROOM, SLOTS } from '../../../../simulator/threads/pool/slots/memory.ts';
import { SlotRingWorker } from '../../../../simulator/threads/pool/slots/worker.ts';
import type { Answered } from '../../../../simulator/threads/pool/transport.ts';
import { DISMISSED, CONTROL_WORDS } from '../../../../simulator/threads/pool/protocol.ts';
import { soon } from '../../engines/workers/test-thread.ts';

/** A slot ring, and workers of it that are in the same thread and do what they are told. */
function ringOf(count = 1) {
  const ring = new SlotRing<string>();
  const workers = Array.from({ length: count }, (_, i) => {
    const words = new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * 4));
    const endpoint = ring.openEndpoint(i + 1, words);
    if (endpoint.handle.by !== 'slots') throw new Error('no slot ring');
    return { endpoint, words, worker: new SlotRingWorker(endpoint.handle, i + 1, words) };
  });
  return { ring, workers };
}
/** Resolves when the workers know of what was put in this turn. */
const turn = () => Promise.resolve();
const now = <T>(got: Answered<T> | Promise<Answered<T>>) => got as Answered<T>;
const valueOf = (answered: Answered<string>) => [answered.request, 'value' in answered.answer && answered.answer.value];

describe('what travels', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const part = { a: 1 };
  const long = 'long '.repeat(50_000);

  test.each([
    [0.1],
    [-0],
    [[-0]],
    [true],
    [undefined],
    [null],
    [[undefined]],
    ['text \u{1f9f5}'],
    ['\ud800 alone'],
    ['é'.repeat(60)],
    // As much as a slot has room for, and as much as is read at once; and one letter more.
    ['\x80'.repeat(ROOM)],
    ['x'.repeat(ROOM + 1)],
    ['y'.repeat(4096)],
    ['z'.repeat(4097)],
    [long],
    [`${long}\u{1f9f5}`],
    [{ a: [1, { b: 'c' }], on: true }],
    [{ when: new Date(0), which: /x/gi }],
    [{ one: part, two: part }],
    [new Map<unknown, unknown>([[1, new Set([2])]])],
    [new Float64Array([1.5, NaN])],
    [12345678901234567890n],
    [JSON.parse('{"__proto__":1}')],
    [cyclic],
    [/a(b)?/.exec('xa')],
    [Object.assign([1, 2, 3], { 'a name': [4] })],
    [{ u: undefined, wide: '键', keys: { 10: 1, é: -0.5 } }],
  ])('comes out as it went in, both ways: %o', async (value) => {
    const { ring, workers } = ringOf();
    try {
      ring.put('request', 'same', [value]);
    } catch (error) {
      // devalue knows no own `__proto__`.
      expect(error).toBeInstanceOf(DataCloneError);
      return;
    }
    await turn();
    const { serial, callable, args } = workers[0]!.worker.get(false) as never as {
      serial: number;
      callable: string;
      args: unknown[];
    };
    expect([callable, args]).toEqual(['same', [value]]);
    workers[0]!.worker.answer({ serial, value: args[0] });
    expect(valueOf(now(ring.get(false)))).toEqual(['request', value]);
  });

  test('any number of arguments, and more names than there is room for', async () => {
    const { ring, workers } = ringOf();
    const names = Array.from({ length: 200 }, (_, i) => `${i} ${'n'.repeat(100)}`);
    for (const name of names) ring.put(name, name, [[], 1, 'two'].slice(0, name.length % 4));
    await turn();
    for (const name of names)
      expect(workers[0]!.worker.get(false)).toMatchObject({
        callable: name,
        args: [[], 1, 'two'].slice(0, name.length % 4),
      });
  });
});

test('more than there are slots: the rest waits with the pool, and nobody goes before it is done', async () => {
  const { ring, workers } = ringOf();
  const { worker } = workers[0]!;
  const count = SLOTS + 10_000;
  for (let i = 0; i < count; i++) ring.put(String(i), 'same', [i]);
  await turn();
  for (let i = 0; i < SLOTS; i++) {
    const { serial, args } = worker.get(false);
    worker.answer({ serial, value: args[0] });
  }
  for (let i = 0; i < SLOTS; i++) expect(valueOf(await ring.get(true))).toEqual([String(i), i]);
  await soon(0);
  for (let i = SLOTS; i < count; i++) expect(worker.get(false).args).toEqual([i]);
  expect(() => worker.get(false)).toThrow(Empty);
});

test('a worker that leaves when there is nothing more does not fall asleep for ever when the last request goes elsewhere', async () => {
  const { ring, workers } = ringOf(2);
  const [first, second] = workers as [(typeof workers)[0], (typeof workers)[0]];
  for (let i = 0; i <= SLOTS; i++) ring.put(String(i), 'same', [i]);
  await turn();
  for (let i = 0; i < SLOTS; i++) {
    const { serial } = second.worker.get(false);
    second.worker.answer({ serial, value: i });
  }
  // One slot is free now, so the last request is queued. The workers do not know yet.
  expect(valueOf(now(ring.get(false)))).toEqual(['0', 0]);
  const { load, wait } = Atomics;
  const waits: unknown[] = [];
  let before = true;
  // The first has seen that there is more, and that there is nothing in the queue. Then others are quicker.
  Atomics.load = ((words: Int32Array, at: number) => {
    if (at === AT.eventCount && before) {
      before = false;
      ring.openEndpoint(3, new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * 4)));
      expect(second.worker.get(false).args).toEqual([SLOTS]);
    }
    return load(words, at);
  }) as typeof Atomics.load;
  Atomics.wait = ((words: Int32Array, at: number, value: number, milliseconds?: number) => {
    if (load(words, at) === value && milliseconds === Infinity) waits.push(at);
    return 'timed-out';
  }) as typeof Atomics.wait;
  try {
    expect(() => first.worker.get(false)).toThrow(Empty);
  } finally {
    Object.assign(Atomics, { load, wait });
  }
  expect(before).toBe(false);
  expect(waits).toEqual([]);
});

test('a worker that is ended loses what it has, and the others go on in order', async () => {
  const { ring, workers } = ringOf(2);
  for (let i = 0; i < 6; i++) ring.put(String(i), 'same', [i]);
  await turn();
  const [first, second] = workers as [(typeof workers)[0], (typeof workers)[0]];
  const done = first.worker.get(false);
  first.worker.answer({ serial: done.serial, value: 'done' });
  const lost = first.worker.get(false);
  expect(await first.endpoint.end(() => {})).toEqual([{ request: '1', serial: lost.serial }]);
  expect(valueOf(now(ring.get(false)))).toEqual(['0', 'done']);
  expect([2, 3, 4, 5].map(() => second.worker.get(false).args[0])).toEqual([2, 3, 4, 5]);
  // It was not quite at its end: what it does then is of no effect.
  first.worker.answer({ serial: lost.serial, value: 'late' });
  expect(() => first.worker.get(false)).toThrow(Empty);
  expect(() => ring.get(false)).toThrow(Empty);
});

test('a dismissed worker takes nothing, and what it gives back comes last', async () => {
  const { ring, workers } = ringOf(2);
  for (const item of ['a', 'b']) ring.put(item, 'same', [item]);
  await turn();
  const [first, second] = workers as [(typeof workers)[0], (typeof workers)[0]];
  expect(first.worker.get(false).args).toEqual(['a']);
  Atomics.store(first.words, DISMISSED, 1);
  expect(() => first.worker.get(true, 0)).toThrow(Empty);
  first.worker.putBack();
  first.endpoint.leave();
  await turn();
  expect([second.worker.get(false).args, second.worker.get(false).args]).toEqual([['b'], ['a']]);
});

test('memory for long values is used again', async () => {
  const { ring, workers } = ringOf();
  const { worker } = workers[0]!;
  // In all, more than there is.
  const value = 'x'.repeat(2 ** 22);
  for (let i = 0; i < 17; i++) {
    ring.put('long', 'same', [value]);
    await turn();
    const { serial, args } = worker.get(false);
    worker.answer({ serial, value: args[0] });
    expect(valueOf(now(ring.get(false)))[1]).toHaveLength(2 ** 22);
  }
});
