// What `a-semaphore` asks for, point by point.

import { Thread } from 'threading';
import { sleep } from 'time';
import * as learner from './semaphore';

type Words = Int32Array<SharedArrayBuffer>;

interface Lab {
  expect(holds: boolean, key: string, values?: Record<string, string | number>): void;
  attribute<T>(module: object, name: string): T;
}

/** Words of the check: how many are in, the most at once, visits, and whether they may begin. */
const [IN, MOST, CAME, BEGIN] = [0, 1, 2, 3];

/** Runs in a thread: comes in and goes out. */
export function visit(words: Words, seen: Words, times: number) {
  const semaphore = new learner.Semaphore(words);
  Atomics.wait(seen, BEGIN, 0);
  for (let i = 0; i < times; i++) {
    semaphore.acquire();
    const inside = Atomics.add(seen, IN, 1) + 1;
    if (inside > Atomics.load(seen, MOST)) Atomics.store(seen, MOST, inside);
    Atomics.add(seen, CAME, 1);
    Atomics.sub(seen, IN, 1);
    semaphore.release();
  }
}

/** Runs in a thread: comes in, and stays. */
export function enter(words: Words, seen: Words) {
  new learner.Semaphore(words).acquire();
  Atomics.add(seen, CAME, 1);
}

function memory(free: number): [Words, Words] {
  const words = new Int32Array(new SharedArrayBuffer(4));
  words[0] = free;
  return [words, new Int32Array(new SharedArrayBuffer(16))];
}

function begin(target: typeof enter, count: number, words: Words, seen: Words) {
  const threads = Array.from({ length: count }, () => new Thread({ target, args: [words, seen] }));
  for (const thread of threads) thread.start();
  return threads;
}

/** Three threads, one permit, two visits each: 6 visits, and the permit is free again. */
export function at_most(lab: Lab) {
  lab.attribute(learner, 'Semaphore');
  const [words, seen] = memory(1);
  const threads = [1, 2, 3].map(() => new Thread({ target: visit, args: [words, seen, 2] }));
  for (const thread of threads) thread.start();
  // All of them wait by then, so they begin at the same moment.
  sleep(1);
  Atomics.store(seen, BEGIN, 1);
  Atomics.notify(seen, BEGIN);
  for (const thread of threads) thread.join();
  const most = Atomics.load(seen, MOST);
  lab.expect(most === 1, 'too-many', { most });
  const came = Atomics.load(seen, CAME);
  lab.expect(came === 6, 'came', { came, wanted: 6 });
  const free = Atomics.load(words, 0);
  lab.expect(free === 1, 'free', { free, wanted: 1 });
}

/** There is no permit: a thread waits, and takes the one that comes. A second later it would still wait. */
export function waits(lab: Lab) {
  const semaphore = lab.attribute<typeof learner.Semaphore>(learner, 'Semaphore');
  const [words, seen] = memory(0);
  const [thread] = begin(enter, 1, words, seen);
  sleep(1);
  lab.expect(Atomics.load(seen, CAME) === 0, 'not-waited');
  new semaphore(words).release();
  thread.join();
  const free = Atomics.load(words, 0);
  lab.expect(free === 0, 'free', { free, wanted: 0 });
}

/** Two threads wait, and two permits come back one after the other: each wakes a thread. */
export function each_wakes(lab: Lab) {
  const semaphore = new (lab.attribute<typeof learner.Semaphore>(learner, 'Semaphore'))(memory(0)[0]);
  const seen = memory(0)[1];
  begin(enter, 2, semaphore.words, seen);
  for (const wanted of [1, 2]) {
    sleep(1);
    semaphore.release();
    sleep(1);
    const came = Atomics.load(seen, CAME);
    lab.expect(came === wanted, 'woken', { came, wanted });
  }
}
