import { Worker } from 'node:worker_threads';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { WorkersClient, type ThreadHost } from '../../../../simulator/engines/workers/client.ts';
import { ThreadGroup } from '../../../../simulator/engines/workers/thread-group.ts';
import { direct } from '../../../../simulator/engines/workers/director.ts';
import { TooManyThreads } from '../../../../simulator/engines/workers/limits.ts';
import { nodeThreadGroup } from '../../../../simulator/engines/workers/node.ts';
import { threadsOf } from '../../../../simulator/engines/workers/threads.ts';
import { nodeWorker } from '../../../../simulator/port/node.ts';
import { GALLERY } from '../../../../simulator/scenario/gallery.ts';
import type { Scenario } from '../../../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN, type Schedule } from '../../../../simulator/schedule/scheduler.ts';
import { runScenario } from '../../../../simulator/engines/model/execution.ts';

/** Node may block wherever it likes: the test's own thread directs. */
const hostOf = (group: () => ThreadGroup = nodeThreadGroup): ThreadHost => ({
  group,
  direct: (direction) => Promise.resolve(direct(direction)),
});
let client: WorkersClient;
beforeEach(() => {
  client?.dispose();
  client = new WorkersClient(hostOf());
});
afterAll(() => client.dispose());

const pool: Scenario = GALLERY['first-pool'];

test('an execution of real threads says all that one of the model says', async () => {
  const real = await client.execute(pool, ROUND_ROBIN);
  const model = runScenario(pool, ROUND_ROBIN);
  expect(real.trace.length).toBe(model.trace.length);
  expect([real.outcome, real.findings, real.missing]).toEqual([model.outcome, model.findings, 0]);
});

test('the same threads make one run after the other', async () => {
  let groups = 0;
  client = new WorkersClient(hostOf(() => (groups++, nodeThreadGroup())));
  for (const id of ['first-pool', 'deadlock', 'queue-join'] as const) await client.execute(GALLERY[id], ROUND_ROBIN);
  await client.executeUncontrolled(GALLERY['queue-join']);
  expect(groups).toBe(1);
});

test('a schedule that does not fit is kept as far as it does', async () => {
  const schedule: Schedule = {
    policy: { kind: 'round-robin' },
    picks: [
      [2, 0],
      [5, 99],
    ],
  };
  const made = await client.execute(pool, schedule);
  expect(made.mismatch).toMatchObject({ step: 5, thread: 99 });
  expect(made.schedule.picks).toEqual([[2, 0]]);
});

test('more threads than real ones are started for are refused before any is started', async () => {
  client = new WorkersClient(
    hostOf(() => {
      throw new Error('none is needed');
    }),
  );
  await expect(client.execute(GALLERY['work-manager'], ROUND_ROBIN)).rejects.toThrow('none is needed');
  const many: Scenario = { ...pool, pool: { ...pool.pool, num_workers: 300 } as Scenario['pool'] };
  await expect(client.execute(many, ROUND_ROBIN)).rejects.toThrow(TooManyThreads);
});

test('the threads of a scenario are counted before they are there, those of createWorkers too', () => {
  expect(threadsOf(pool)).toBe(4);
  expect(threadsOf(GALLERY['queue-join'])).toBe(2);
  const script: Scenario['threads'][number]['script'] = [
    { call: 'ThreadPool' },
    { call: 'createWorkers', num_workers: 5 },
  ];
  expect(threadsOf({ ...pool, threads: [{ name: 'main', script }] })).toBe(9);
});

test('a thread that is gone ends the run with its reason, and the next run has others', async () => {
  let broken = true;
  client = new WorkersClient(
    hostOf(() => {
      if (!broken) return nodeThreadGroup();
      broken = false;
      return new ThreadGroup(() => nodeWorker(new Worker('throw new Error("no such script")', { eval: true })));
    }),
  );
  await expect(client.execute(pool, ROUND_ROBIN)).rejects.toThrow('no such script');
  expect((await client.execute(pool, ROUND_ROBIN)).outcome).toBe('finished');
});

test('a run that is given up while it goes on is over at once', async () => {
  const long: Scenario = { ...pool, jobs: [{ count: 1, duration: 3000 }] };
  const giving = new AbortController();
  const run = client.executeUncontrolled(long, giving.signal);
  setTimeout(() => giving.abort(new Error('enough')), 50);
  await expect(run).rejects.toThrow('enough');
  expect((await client.execute(pool, ROUND_ROBIN)).outcome).toBe('finished');
});
