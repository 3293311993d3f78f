import { workerData } from 'node:worker_threads';

/** Words of a thread whose end comes before one of its own Atomics operations. */
export const MORTAL = {
  /** The operation, counted from 1, that it stops at. */
  stopsAt: 0,
  /** 1: it has come there. */
  there: 1,
  /** 1: it was ended. */
  ended: 2,
  /** Operations that it still does after that. */
  runsOn: 3,
  /** Operations so far. */
  count: 4,
} as const;

const data = workerData as { mortal?: SharedArrayBuffer } | null;
if (data?.mortal) {
  const words = new Int32Array(data.mortal);
  const { load, store, wait, notify } = Atomics;
  let left = Infinity;
  let count = 0;
  /** Milliseconds after which a thread that is held up goes on, an operation at a time: it may hold what its end takes. */
  const PATIENCE = 5;
  const step = () => {
    count++;
    store(words, MORTAL.count, count);
    if (count < load(words, MORTAL.stopsAt)) return;
    if (count === load(words, MORTAL.stopsAt)) {
      store(words, MORTAL.there, 1);
      notify(words, MORTAL.there);
    }
    if (load(words, MORTAL.ended) === 0)
      wait(words, MORTAL.ended, 0, count === load(words, MORTAL.stopsAt) ? 60 : PATIENCE);
    if (load(words, MORTAL.ended) === 0) return;
    if (left === Infinity) left = load(words, MORTAL.runsOn);
    if (left-- > 0) return;
    for (;;) wait(words, MORTAL.ended, 1);
  };
  for (const name of [
    'load',
    'store',
    'add',
    'sub',
    'and',
    'or',
    'exchange',
    'compareExchange',
    'notify',
    'wait',
  ] as const) {
    const original = Atomics[name] as (...args: unknown[]) => unknown;
    Object.assign(Atomics, {
      [name]: (...args: unknown[]) => {
        step();
        return original(...args);
      },
    });
  }
}
