import { parentPort, workerData } from 'node:worker_threads';
import { Gil, Stopped } from '../../../simulator/gil/gil.ts';
import { COUNTER, ENOUGH, ORDER, SEEN, type Setup } from './setup.ts';

const {
  gil: memory,
  threads,
  me,
  interval,
  does,
  rounds,
  words,
} = workerData as Setup & {
  words: Int32Array<SharedArrayBuffer>;
};
const gil = new Gil(memory, threads, me, interval);
const say = (what: unknown) => parentPort!.postMessage(what, []);
const enough = () => Atomics.load(words, ENOUGH) !== 0;
/** The eval breaker, as an interpreter looks at it. */
function tick() {
  if (!gil.broken) return;
  if (gil.stopped) throw new Stopped();
  gil.drop();
  gil.take();
}

try {
  // Comes when the first one has the lock.
  if (does === 'once') Atomics.wait(words, SEEN, 0);
  gil.take();
  Atomics.store(words, SEEN + me, 1);
  Atomics.notify(words, SEEN + me);
  if (does === 'increment')
    for (let i = 0; i < rounds; i++) {
      // Not atomic, and long enough for another to come in between.
      const before = words[COUNTER]!;
      for (let spin = 0; spin < 50; spin++) if (words[COUNTER] !== before) throw new Error('somebody else was here');
      words[COUNTER] = before + 1;
      tick();
      if (i % 100 === 0) {
        gil.drop();
        gil.take();
      }
    }
  if (does === 'compute') while (!enough()) tick();
  if (does === 'ignore') while (!enough());
  const said: number[] = [];
  if (does === 'sequence')
    for (let i = 0; i < rounds; i++) {
      said.push(Atomics.add(words, ORDER, 1));
      while (!gil.dropRequested) if (gil.stopped || enough()) throw new Stopped();
      gil.drop();
      gil.take();
    }
  gil.drop();
  if (does === 'once') Atomics.store(words, ENOUGH, 1);
  if (does === 'sequence') Atomics.store(words, ENOUGH, 1);
  say(said);
} catch (error) {
  say((error as Error).name);
}
