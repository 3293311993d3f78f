type Words = Int32Array<SharedArrayBuffer>;

export class Semaphore {
  words: Words;

  constructor(words: Words) {
    this.words = words;
  }

  acquire() {
    while (Atomics.load(this.words, 0) === 0) Atomics.wait(this.words, 0, 0);
    Atomics.sub(this.words, 0, 1);
  }

  release() {
    Atomics.add(this.words, 0, 1);
    Atomics.notify(this.words, 0, 1);
  }
}
