import { describe, expect, test } from 'vitest';
import { ModelEngine } from '../../../simulator/engines/model/engine.ts';
import { run } from '../../../simulator/run/run.ts';
import { canEnd } from '../../../simulator/machines/machines.ts';
import type { JobSpec, Scenario, Statement } from '../../../simulator/scenario/scenario.ts';
import { minimise, recording } from '../../../simulator/schedule/minimise.ts';
import { random, replay } from '../../../simulator/schedule/policies.ts';
import type { Scheduler } from '../../../simulator/schedule/scheduler.ts';
import { diagnose, type Finding } from '../../../simulator/trace/diagnose.ts';
import { Player } from '../../../simulator/trace/player.ts';

/** The bug museum of the threadpool package: each is found by random schedules, minimised, and replayed. */
const scenario = (
  pool: Partial<Extract<Scenario['pool'], { kind: 'ThreadPool' }>>,
  jobs: JobSpec[],
  script: Statement[],
  ...others: { name: string; script: Statement[] }[]
): Scenario => ({
  pool: { kind: 'ThreadPool', num_workers: 1, q_size: 0, resq_size: 0, poll_timeout: 5, ...pool },
  jobs,
  threads: [{ name: 'main', script: [{ call: 'ThreadPool' }, { call: 'makeRequests' }, ...script] }, ...others],
});
const job = (count: number, more: Partial<JobSpec> = {}): JobSpec[] => [{ count, duration: 0.1, ...more }];

const MUSEUM: [name: string, scenario: Scenario, broken: (findings: Finding[]) => boolean][] = [
  [
    '1: two full queues of one place each deadlock',
    scenario({ num_workers: 2, q_size: 1, resq_size: 1 }, job(10), [{ call: 'putRequest' }, { call: 'wait' }]),
    (findings) => findings.some(({ kind }) => kind === 'deadlock'),
  ],
  [
    '2: a dismissed worker puts back into a queue that has been refilled, and join hangs',
    scenario({ q_size: 1 }, job(2), [
      { call: 'putRequest', requests: [0, 1] },
      { call: 'dismissWorkers', num_workers: 1 },
      { call: 'putRequest', requests: [1, 2] },
      { call: 'joinAllDismissedWorkers' },
    ]),
    (findings) =>
      findings.some(
        (one) =>
          one.kind === 'deadlock' &&
          one.blocked.some(({ condition }) => condition === 'not_full') &&
          one.blocked.some(({ target }) => target !== null),
      ),
  ],
  [
    '3: the only worker is dismissed between get and its second look, while somebody waits',
    scenario({}, job(1), [{ call: 'putRequest' }, { call: 'wait' }], {
      name: 'other',
      script: [
        { call: 'sleep', seconds: 0 },
        { call: 'dismissWorkers', num_workers: 1 },
      ],
    }),
    (findings) => findings.some((one) => one.kind === 'deadlock' && one.blocked[0]?.holders.length === 0),
  ],
  [
    '4: all workers are dismissed with requests pending: NoWorkersAvailable escapes from wait',
    scenario({}, job(2), [{ call: 'putRequest' }, { call: 'dismissWorkers', num_workers: 1 }, { call: 'wait' }]),
    (findings) => findings.some((one) => one.kind === 'exception' && one.error === 'NoWorkersAvailable'),
  ],
  [
    '5: two requests with one requestID: wait returns after the first',
    scenario({}, job(2, { requestID: 7 }), [{ call: 'putRequest' }, { call: 'wait' }]),
    (findings) => findings.some((one) => one.kind === 'left-over'),
  ],
  [
    '6: a callback that raises inside poll leaves its entry, and the next wait hangs',
    scenario({}, job(1, { callback: 'raises' }), [
      { call: 'putRequest' },
      { call: 'wait', catch: ['Exception'] },
      { call: 'wait' },
    ]),
    (findings) => findings.some(({ kind }) => kind === 'livelock'),
  ],
  [
    '7: putRequest queues first and registers after: a poll elsewhere meets a result it does not know',
    // Two workers, for only then can the later result come first.
    scenario({ num_workers: 2 }, [{ count: 3, duration: 0 }], [{ call: 'putRequest' }], {
      name: 'poller',
      script: [
        { call: 'poll', block: true, catch: ['NoResultsPending'] },
        { call: 'poll', block: true, catch: ['NoResultsPending'] },
      ],
    }),
    (findings) => findings.some((one) => one.kind === 'exception' && one.error === 'KeyError'),
  ],
];

describe.each(MUSEUM)('%s', (_, program, broken) => {
  const judge = (scheduler: Scheduler) => {
    const engine = new ModelEngine(program);
    const outcome = run(engine, scheduler, { budget: 5000 });
    return broken(diagnose(new Player(engine.trace), outcome, canEnd));
  };

  test('is found within 1,000 random schedules, minimised, and fails again when replayed', () => {
    let failing: number[] | null = null;
    for (let seed = 0; seed < 1000 && !failing; seed++) {
      const choices: number[] = [];
      if (judge(recording(random(seed), choices))) failing = choices;
    }
    expect(failing).not.toBeNull();
    const minimal = minimise(failing!, judge);
    expect(judge(replay(minimal.choices))).toBe(true);
    expect(minimal.choices.length).toBeGreaterThan(0);
  });
});

test('8: task_done is never called: after 5 requests and wait, unfinished_tasks is 5', () => {
  const engine = new ModelEngine(scenario({}, job(5), [{ call: 'putRequest' }, { call: 'wait' }]));
  run(engine, random(1));
  expect(new Player(engine.trace).seek(engine.trace.length).queues[0]!.unfinished).toBe(5);
});
