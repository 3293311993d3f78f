import { END, HANDED, RING, TAKEN } from './raw-memory.ts';

const COUNT = 10_000;
const IDLE = 4;

/** Measures shared memory itself: µs for one word there and back, and numbers per second through a bare ring. */
export async function rawLimits(rounds: number): Promise<{ hand: number[]; ring: number[] }> {
  const hand = start('hand');
  const ring = start('ring');
  const limits = { hand: [] as number[], ring: [] as number[] };
  let tail = 0;
  for (let round = -2; round < rounds; round++) {
    await new Promise((resolve) => setTimeout(resolve, IDLE));
    let began = performance.now();
    Atomics.store(hand, HANDED, 1);
    Atomics.notify(hand, HANDED);
    const answer = Atomics.waitAsync(hand, TAKEN, 0);
    if (answer.async) await answer.value;
    const handed = (performance.now() - began) * 1000;
    Atomics.store(hand, TAKEN, 0);

    began = performance.now();
    for (let i = 0; i < COUNT; i++) {
      ring[RING + (tail & (END - 1))] = i;
      Atomics.store(ring, HANDED, ++tail);
      if (i % 64 === 0) Atomics.notify(ring, HANDED);
    }
    Atomics.notify(ring, HANDED);
    for (let taken = Atomics.load(ring, TAKEN); taken !== tail; taken = Atomics.load(ring, TAKEN)) {
      const answer = Atomics.waitAsync(ring, TAKEN, taken);
      if (answer.async) await answer.value;
    }
    const rate = (COUNT / (performance.now() - began)) * 1000;
    if (round < 0) continue;
    limits.hand.push(handed);
    limits.ring.push(rate);
  }
  return limits;
}

function start(does: 'hand' | 'ring'): Int32Array<SharedArrayBuffer> {
  const words = new Int32Array(new SharedArrayBuffer((RING + END) * Int32Array.BYTES_PER_ELEMENT));
  new Worker('raw.js', { type: 'module' }).postMessage({ words: words.buffer, does }, []);
  return words;
}
