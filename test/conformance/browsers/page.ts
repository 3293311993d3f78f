import { execute } from '../../../simulator/engines/model/execution.ts';
import { browserThreadHost } from '../../../simulator/engines/workers/browser.ts';
import { WorkersClient } from '../../../simulator/engines/workers/client.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import { schedulerOf } from '../../../simulator/schedule/policies.ts';
import type { Policy } from '../../../simulator/schedule/scheduler.ts';
import { webWorkers } from '../../../simulator/threads/pool/browser.ts';
import { WorkerLost } from '../../../simulator/threads/pool/result.ts';
import { ThreadPool, WorkRequest } from '../../../simulator/threads/pool/thread-pool.ts';
import type { Trace } from '../../../simulator/trace/trace.ts';

const script = (name: string) => new Worker(`${name}.js`, { type: 'module', name });
const events = (trace: Trace) => JSON.stringify(Array.from({ length: trace.length }, (_, i) => trace.at(i)));

/** Runs each scenario on Web Workers, and says in which the trace is not the model's. @param wide With wide windows. */
async function conformance(scenarios: readonly Scenario[], policies: readonly Policy[], wide: boolean) {
  const which = wide ? 'wide-' : '';
  const client = new WorkersClient(
    browserThreadHost(
      () => script(`${which}actor`),
      () => script(`${which}director`),
    ),
  );
  const wrong: string[] = [];
  let runs = 0;
  for (const policy of policies)
    for (const scenario of scenarios) {
      const schedule = { policy, picks: [] };
      const model = execute(scenario, schedulerOf(schedule), 100_000);
      try {
        const real = await client.execute(scenario, schedule);
        runs++;
        if (events(real.trace) !== events(model.trace)) wrong.push(`another trace: ${JSON.stringify(scenario)}`);
      } catch (error) {
        wrong.push(`${String(error)}: ${JSON.stringify(scenario)}`);
      }
    }
  client.dispose();
  return { runs, wrong };
}

/** Answers so many items with eight workers of which some are ended, and counts. */
async function kills(items: number, shared: boolean, bounds: object) {
  const pool = new ThreadPool(
    webWorkers(() => script('worker'), shared),
    8,
    { tasks: '', pollTimeout: 0.001, ...bounds },
  );
  const times = new Uint8Array(items);
  let right = 0;
  let lost = 0;
  let answered = 0;
  let killAt = items / 60;
  const callback = ({ args: [item] }: WorkRequest, result: unknown) => {
    if (result === item) right++;
    settle(item as number);
  };
  const excCallback = ({ args: [item] }: WorkRequest, error: unknown) => {
    if (error instanceof WorkerLost) lost++;
    settle(item as number);
  };
  function settle(item: number) {
    times[item]!++;
    if (++answered < killAt) return;
    killAt += items / 30;
    void pool.workers[item % pool.workers.length]!.terminate();
    pool.createWorkers(1);
  }
  for (let from = 0; from < items; from += 10_000) {
    const put = (async () => {
      for (let item = from; item < Math.min(items, from + 10_000); item++)
        await pool.putRequest(new WorkRequest('same', [item], { callback, excCallback }));
    })();
    while (answered < Math.min(items, from + 10_000)) {
      await pool.wait();
      await Promise.race([put, new Promise((resolve) => setTimeout(resolve))]);
    }
  }
  const killed = pool.lost.length;
  await pool.terminate();
  return { answered, right, lost, killed, once: times.every((count) => count === 1) };
}

Object.assign(globalThis, { smoke: { conformance, kills } });
