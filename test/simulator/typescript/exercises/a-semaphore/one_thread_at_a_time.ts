import { Thread } from 'threading';

type Words = Int32Array<SharedArrayBuffer>;

const { start, join } = Thread.prototype;
Thread.prototype.start = () => {};
Thread.prototype.join = function () {
  start.call(this);
  join.call(this);
};

export class Semaphore {
  words: Words;

  constructor(words: Words) {
    this.words = words;
  }

  acquire() {
    while (this.words[0] === 0) Atomics.wait(this.words, 0, 0);
    this.words[0] -= 1;
  }

  release() {
    this.words[0] += 1;
    Atomics.notify(this.words, 0, 1);
  }
}
