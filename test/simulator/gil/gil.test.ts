import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { Gil } from '../../../simulator/gil/gil.ts';
import { soon } from '../engines/workers/test-thread.ts';
import { COUNTER, ENOUGH, SEEN, type Setup } from './setup.ts';

/** Real threads around one lock, and what each says at its end. */
function crowd(programs: Setup['does'][], { interval = 1, rounds = 0 } = {}) {
  const gil = Gil.create(programs.length);
  const words = new Int32Array(new SharedArrayBuffer(64));
  const said = programs.map(async (does, me) => {
    const setup: Setup = { gil, threads: programs.length, me, interval, does, rounds };
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { ...setup, words } });
    onTestFinished(async () => void (await worker.terminate()));
    const [message] = (await once(worker, 'message')) as [unknown];
    return message;
  });
  const first = new Gil(gil, programs.length, 0, interval);
  const has = async (me: number) => {
    while (Atomics.load(words, SEEN + me) === 0) await soon(2);
  };
  return { gil, words, said, first, has };
}

test('four threads that hold the lock add 1 to a plain number, and none is lost', async () => {
  const { words, said } = crowd(
    Array.from({ length: 4 }, () => 'increment' as const),
    { interval: 0.1, rounds: 4000 },
  );
  await Promise.all(said);
  expect(words[COUNTER]).toBe(16_000);
});

test('a thread that only computes gives the lock to one that waits, because it is asked to', async () => {
  const { said, gil } = crowd(['compute', 'once']);
  // The first one ends only after the second has had the lock.
  expect(await Promise.all(said)).toEqual([[], []]);
  expect(Gil.switches(gil)).toBeGreaterThanOrEqual(2);
});

test('a thread that never looks at its eval breaker keeps the lock, although it is asked', async () => {
  const { words, first, said } = crowd(['ignore', 'once']);
  while (!first.dropRequested) await soon(2);
  expect(Atomics.load(words, SEEN + 1)).toBe(0);
  Atomics.store(words, ENOUGH, 1);
  expect(await Promise.all(said)).toEqual([[], []]);
  expect(Atomics.load(words, SEEN + 1)).toBe(1);
});

test('two threads that both compute take turns: who has dropped it on request is not the next to have it', async () => {
  const { said } = crowd(['sequence', 'sequence'], { interval: 0.5, rounds: 30 });
  const [one, other] = (await Promise.all(said)) as (number[] | string)[];
  // The one that ends first has had 30 turns; up to then, they alternate.
  const turns = [one, other].filter((turn): turn is number[] => typeof turn !== 'string');
  expect(turns.length).toBeGreaterThanOrEqual(1);
  for (const turn of turns) expect(turn.map((at, i) => at - turn[0]! - 2 * i)).toEqual(turn.map(() => 0));
});

test('a stop ends who computes, who waits, and who is asked to drop', async () => {
  const { gil, has, said } = crowd(['compute', 'compute', 'compute'], { interval: 5 });
  await Promise.all([has(0), has(1), has(2)]);
  Gil.stop(gil);
  expect(await Promise.all(said)).toEqual(['Stopped', 'Stopped', 'Stopped']);
});
