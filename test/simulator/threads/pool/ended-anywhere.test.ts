import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Empty } from '../../../../simulator/threads/errors.ts';
import { CONTROL_WORDS, ASLEEP } from '../../../../simulator/threads/pool/protocol.ts';
import { AT } from '../../../../simulator/threads/pool/slots/memory.ts';
import { SlotRing } from '../../../../simulator/threads/pool/slots/slot-ring.ts';
import { SlotRingWorker } from '../../../../simulator/threads/pool/slots/worker.ts';
import type { Answered } from '../../../../simulator/threads/pool/transport.ts';

/** Thrown out of a worker in this thread: it does not come back from where it is. */
class Stopped extends Error {}

const NAMES = ['load', 'store', 'add', 'sub', 'exchange', 'compareExchange', 'wait', 'notify'] as const;
const real = Object.fromEntries(NAMES.map((name) => [name, Atomics[name]]));
/** Called before each operation of the worker that has the thread; null: the pool has it. */
let step: (() => void) | null = null;
/** The last two operations: a worker that looks at the same two words again and again counts once. */
let last: readonly unknown[] = [];
/** Asked for what a wait of that worker comes back with. */
let wakeUp: () => 'ok' | 'timed-out' = () => 'ok';
let notified = false;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  for (const name of NAMES) {
    const original = real[name] as (...args: unknown[]) => unknown;
    const changed = (...args: unknown[]) => {
      const operation = `${name} ${String(args[1])}`;
      if (!last.includes(operation)) step?.();
      last = [last[1], operation];
      if (name === 'wait') return wakeUp();
      if (operation !== `notify ${AT.eventCount}`) return original(...args);
      // Whoever is asleep here is so in name only.
      notified = true;
      return 1;
    };
    Object.assign(Atomics, { [name]: changed });
  }
});
afterEach(() => {
  vi.useRealTimers();
  Object.assign(Atomics, real);
  step = null;
});

/** A slot ring with workers in this thread. */
function ringOf(count: number) {
  const ring = new SlotRing<string>();
  const workers = Array.from({ length: count }, (_, i) => {
    const own = new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * 4));
    const endpoint = ring.openEndpoint(i + 1, own);
    if (endpoint.handle.by !== 'slots') throw new Error('no slot ring');
    return { endpoint, own, worker: new SlotRingWorker(endpoint.handle, i + 1, own), memory: endpoint.handle.memory };
  });
  return { ring, workers, words: new Int32Array(workers[0]!.memory) };
}

type Ring = ReturnType<typeof ringOf>;

function answersOf({ ring }: Ring): Answered<string>[] {
  const all: Answered<string>[] = [];
  try {
    for (;;) all.push(ring.get(false) as Answered<string>);
  } catch (error) {
    if (!(error instanceof Empty)) throw error;
    return all;
  }
}

/** Puts requests and makes them known. */
function put(of: Ring, names: readonly string[]): void {
  for (const name of names) of.ring.put(name, 'same', [name]);
  expect(answersOf(of)).toEqual([]);
}

/** Lets the pool have the thread while a worker has it. */
function poolDoes(what: () => void): void {
  const before = step;
  step = null;
  what();
  step = before;
}

/** A worker takes and answers requests until there is none, or it does not come back. */
function serve({ worker }: Ring['workers'][number], block: boolean): void {
  try {
    for (;;) {
      const { serial } = worker.get(block, 1);
      worker.answer({ serial, value: serial });
    }
  } catch (error) {
    if (!(error instanceof Stopped || error instanceof Empty)) throw error;
  }
}

const WORK = ['a', 'b', 'c'];

/** Ways in which a worker comes to its end: what comes out of its waits, one after the other. */
const LIVES: Record<string, (of: Ring) => (() => 'ok' | 'timed-out')[]> = {
  'requests are there'(of) {
    put(of, WORK);
    return [() => 'timed-out'];
  },
  'it sleeps, and is woken': (of) => [
    () => {
      put(of, WORK);
      return 'ok';
    },
    () => 'timed-out',
  ],
  'it stands by, and helps': (of) => [
    () => {
      put(of, WORK);
      of.words[AT.limit] = 1;
      return 'ok';
    },
    () => 'timed-out',
    () => 'timed-out',
  ],
  'it sleeps while another stands by': (of) => [
    () => {
      put(of, WORK);
      of.words[AT.limit] = 1;
      of.words[AT.standby] = 1;
      return 'ok';
    },
    () => {
      of.words[AT.standby] = 0;
      return 'ok';
    },
    () => 'timed-out',
    () => 'timed-out',
  ],
};

/** One worker is ended at an operation of its own and does some more, another sleeps all along. False: it has not so many. */
async function endedAt(life: keyof typeof LIVES, at: number, runsOn: number): Promise<boolean> {
  const of = ringOf(3);
  const [victim, other] = of.workers;
  const asleep = () => {
    wakeUp = () => {
      throw new Stopped();
    };
    serve(other!, true);
    notified = false;
  };
  asleep();
  const waits = LIVES[life]!(of);
  wakeUp = () => {
    const next = waits.shift();
    if (!next) throw new Stopped();
    let came: 'ok' | 'timed-out' = 'ok';
    poolDoes(() => (came = next()));
    return came;
  };
  let ending: Promise<readonly { request: string }[]> | null = null;
  let count = 0;
  let left = runsOn;
  step = () => {
    if (++count === at) poolDoes(() => (ending = victim!.endpoint.end(() => {}) as never));
    if (count >= at && left-- === 0) throw new Stopped();
  };
  serve(victim!, waits.length > 1);
  step = null;
  if (!ending) return false;
  const lost = (await (ending as Promise<readonly { request: string }[]>)).map(({ request }) => request);
  await vi.advanceTimersByTimeAsync(20);
  const heard = answersOf(of).map(({ request }) => request!);
  const { words } = of;
  const wake = () => {
    expect(notified, `the other is woken: ${at}, ${runsOn}`).toBe(true);
    words[AT.sleepers]!--;
    words[AT.woken] = other!.own[ASLEEP] = 0;
    wakeUp = () => 'timed-out';
    serve(other!, false);
    heard.push(...answersOf(of).map(({ request }) => request!));
  };
  if (lost.length + heard.length < WORK.length) {
    // It was at its first sleep: nobody had put anything.
    if (words[AT.tail] !== words[AT.head]) wake();
    else
      put(
        of,
        WORK.filter((name) => !lost.includes(name) && !heard.includes(name)),
      );
  }
  if (lost.length + heard.length < WORK.length) wake();
  expect([...heard, ...lost].toSorted(), `${at}, ${runsOn}`).toEqual(WORK);
  expect(lost.length).toBeLessThanOrEqual(1);
  // Nothing of it is left that would keep the other asleep, while the third has something long to do.
  asleep();
  words[AT.limit] = 1;
  put(of, ['d']);
  heard.length = 0;
  wake();
  expect(heard).toEqual(['d']);
  return true;
}

describe.each(Object.keys(LIVES))('a worker is ended at any operation: %s', (life) => {
  test.each([0, 1, 4, 100])('it does %i more, and loses its own task only', async (runsOn) => {
    let at = 1;
    while (await endedAt(life, at, runsOn)) at++;
    expect(at).toBeGreaterThan(15);
  });
});
