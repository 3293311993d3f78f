// What `count-with-atomics` asks for, point by point.

import { Thread } from 'threading';
import * as counter from './counter';

type Words = Int32Array<SharedArrayBuffer>;

interface Lab {
  expect(holds: boolean, key: string, values?: Record<string, string | number>): void;
  attribute<T>(module: object, name: string): T;
}

/** Runs in a thread. */
export function countTo(words: Words, times: number) {
  for (let i = 0; i < times; i++) counter.addOne(words);
}

/** Two threads add one three times each: 6. */
export function together(lab: Lab) {
  lab.attribute(counter, 'addOne');
  const words = new Int32Array(new SharedArrayBuffer(4));
  const threads = [1, 2].map(() => new Thread({ target: countTo, args: [words, 3] }));
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  const sum = Atomics.load(words, 0);
  lab.expect(sum === 6, 'lost', { sum, wanted: 6 });
}

/** Only the first word, and from whatever it is. */
export function alone(lab: Lab) {
  const addOne = lab.attribute<(words: Words) => void>(counter, 'addOne');
  const words = new Int32Array(new SharedArrayBuffer(8));
  words[0] = 41;
  addOne(words);
  lab.expect(words[0] === 42, 'alone', { got: words[0], wanted: 42 });
  lab.expect(words[1] === 0, 'other-word', { got: words[1] });
}
