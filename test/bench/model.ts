import { ModelEngine } from '../../simulator/engines/model/engine.ts';
import { run } from '../../simulator/run/run.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { prng } from '../../simulator/schedule/prng.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { Player } from '../../simulator/trace/player.ts';
import { handWritten, interpreter, rawTransition } from './contenders.ts';
import { interleave, milliseconds, rates, round2, type Row } from './measure.ts';

const workManager = (count: number, thread_num: number): Scenario => ({
  pool: { kind: 'WorkManager', thread_num },
  jobs: [{ count, duration: 0.1 }],
  threads: [{ name: 'main', script: [{ call: 'WorkManager' }, { call: 'wait_allcomplete' }] }],
});
const engine = (count: number, threads: number) => {
  const made = new ModelEngine(workManager(count, threads));
  run(made, roundRobin());
  return made;
};

/** Enough work for one measurement where a single run is over in a millisecond. */
const tenTimes = (run: () => number) => Array.from({ length: 10 }, run).reduce((sum, done) => sum + done, 0);

/** The model engine, its traces, and what else could have run it. */
export async function modelRows(most: number): Promise<Row[]> {
  const rows: Row[] = [];
  rows.push(
    await rates(
      'model engine, 999 jobs on 99 workers',
      'events/s',
      [
        { id: 'model engine', run: () => tenTimes(() => engine(999, 99).trace.length) },
        { id: 'XState interpreter on SimulatedClock, same workers', run: () => interpreter(999, 99) },
        { id: 'XState transition(), two states', run: () => rawTransition(6000) },
        { id: 'hand-written immutable reducer with a heap, no trace', run: () => tenTimes(() => handWritten(999, 99)) },
      ],
      Math.min(21, most),
    ),
    await milliseconds('999 jobs on 99 workers', () => engine(999, 99), Math.min(31, most), 50),
    await milliseconds('100,000 jobs on 99 workers', () => engine(100_000, 99), Math.min(7, most), 2000),
  );

  const large = engine(100_000, 99).trace;
  rows.push({
    id: 'trace, 100,000 jobs on 99 workers',
    value: round2(large.bytes / large.length),
    unit: 'bytes/event',
    better: 'lower',
    spread: [round2(large.bytes / large.length), round2(large.bytes / large.length)],
    against: [{ id: 'aim', value: 24, ratio: round2(large.bytes / large.length / 24) }],
  });
  rows.push(await memory(Math.min(3, most)));

  const seekable = engine(16_500, 99).trace;
  const player = new Player(seekable);
  player.seek(seekable.length);
  const draw = prng(1);
  rows.push(
    await milliseconds(
      `seek in a trace of ${seekable.length.toLocaleString('en')} events`,
      () => void player.seek(Math.floor(draw() * seekable.length)),
      Math.min(200, most),
    ),
  );
  return rows;
}

/** Heap and buffers that a run of 100,000 jobs holds when it is over. */
async function memory(rounds: number): Promise<Row> {
  const held = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 2 ** 20;
  };
  const kept: unknown[] = [];
  const values: number[] = [];
  await interleave(
    [
      {
        id: 'memory',
        run: () => {
          kept.length = 0;
          const before = held();
          kept.push(engine(100_000, 99));
          values.push(held() - before);
          return 1;
        },
      },
    ],
    rounds,
  );
  return {
    id: 'memory of a run, 100,000 jobs on 99 workers',
    value: round2(values.toSorted((a, b) => a - b)[values.length >> 1]!),
    unit: 'MiB',
    better: 'lower',
    spread: [round2(Math.min(...values)), round2(Math.max(...values))],
    against: [],
  };
}
