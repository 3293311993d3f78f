type Words = Int32Array<SharedArrayBuffer>;

export class Semaphore {
  words: Words;

  constructor(words: Words) {
    this.words = words;
  }

  acquire() {
    for (;;) {
      const free = Atomics.load(this.words, 0);
      if (free === 0) Atomics.wait(this.words, 0, 0);
      else if (Atomics.compareExchange(this.words, 0, free, free - 1) === free) return;
    }
  }

  release() {
    Atomics.notify(this.words, 0, 1);
    Atomics.add(this.words, 0, 1);
  }
}
