import { runFree } from '../../../../simulator/engines/workers/free.ts';
import { RunMemory } from '../../../../simulator/engines/workers/memory.ts';
import { nodeThreadGroup } from '../../../../simulator/engines/workers/node.ts';
import { nodeWorkers } from '../../../../simulator/threads/pool/node.ts';
import { makeRequests, ThreadPool } from '../../../../simulator/threads/pool/thread-pool.ts';
import type { Scenario } from '../../../../simulator/scenario/scenario.ts';

const JOBS = 4000;
const WORKERS = 4;
const SCENARIO: Scenario = {
  pool: { kind: 'ThreadPool', num_workers: WORKERS, q_size: 0, resq_size: 0, poll_timeout: 5 },
  jobs: [{ count: JOBS, duration: 0, callback: 'returns' }],
  threads: [
    {
      name: 'main',
      script: [{ call: 'ThreadPool' }, { call: 'makeRequests' }, { call: 'putRequest' }, { call: 'wait' }],
    },
  ],
};

/** Tasks/s of a pool whose threads write down what they do, and of the same queues when nobody writes. */
export async function recorded(rounds: number): Promise<{ recorded: number[]; silent: number[] }> {
  const values = { recorded: [] as number[], silent: [] as number[] };
  const group = nodeThreadGroup();
  const pool = new ThreadPool(nodeWorkers(), WORKERS, {
    tasks: new URL('../tasks.ts', import.meta.url).href,
    // A bound that is never met: one item at a time, as the recorded threads have it.
    qSize: 2 ** 30,
  });
  for (let round = -2; round < rounds; round++) {
    const memory = RunMemory.create(SCENARIO, false, 2 ** 18);
    await group.ready(memory.threads);
    group.assign(memory.handle, memory.threads);
    const { trace, missing } = await runFree(memory);
    if (missing > 0) throw new Error(`${missing} events are missing`);
    let first = Infinity;
    let last = 0;
    for (let i = 0; i < trace.length; i++) {
      const { kind, time } = trace.at(i);
      if (kind === 'put') first = Math.min(first, time);
      if (kind === 'unregister') last = time;
    }
    const began = performance.now();
    for (const request of makeRequests('same', Array(JOBS).fill(1))) await pool.putRequest(request);
    await pool.wait();
    const silent = (JOBS / (performance.now() - began)) * 1000;
    if (round < 0) continue;
    values.recorded.push(JOBS / (last - first));
    values.silent.push(silent);
  }
  await pool.terminate();
  group.terminate();
  return values;
}
