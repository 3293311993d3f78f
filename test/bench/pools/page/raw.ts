import { END, HANDED, RING, TAKEN } from './raw-memory.ts';

/** The least that two threads can do with shared memory: one word back and forth, and a ring of numbers. */
globalThis.addEventListener(
  'message',
  ({ data }: MessageEvent<{ words: SharedArrayBuffer; does: 'hand' | 'ring' }>) => {
    const words = new Int32Array(data.words);
    if (data.does === 'hand') {
      for (;;) {
        Atomics.wait(words, HANDED, 0);
        Atomics.store(words, HANDED, 0);
        Atomics.store(words, TAKEN, 1);
        Atomics.notify(words, TAKEN);
      }
    }
    for (let head = 0; ;) {
      const tail = Atomics.load(words, HANDED);
      if (tail === head) Atomics.wait(words, HANDED, head);
      let sum = 0;
      for (; head !== tail; head++) sum += words[RING + (head & (END - 1))]!;
      words[TAKEN + 1] = sum;
      Atomics.store(words, TAKEN, head);
      Atomics.notify(words, TAKEN);
    }
  },
);
