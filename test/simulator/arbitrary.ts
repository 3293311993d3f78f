import fc from 'fast-check';
import type { JobSpec, Scenario, Statement } from '../../simulator/scenario/scenario.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';

/** Tenths of a second: exact enough to meet the same deadline twice. */
const seconds = fc.integer({ min: 0, max: 5 }).map((n) => n / 10);
const wait = fc.record({ block: fc.boolean(), timeout: fc.oneof(seconds, fc.constant(null)) }, { requiredKeys: [] });

const statement: fc.Arbitrary<Statement> = fc.oneof(
  wait.map((args): Statement => ({ call: 'put', catch: ['Full'], ...args })),
  wait.map((args): Statement => ({ call: 'get', catch: ['Empty'], ...args })),
  fc.constant<Statement>({ call: 'task_done', catch: ['ValueError'] }),
  fc.constant<Statement>({ call: 'join' }),
  seconds.map((s): Statement => ({ call: 'sleep', seconds: s })),
);

const queueScenario: fc.Arbitrary<Scenario> = fc.record({
  pool: fc.record({ kind: fc.constant('Queue' as const), maxsize: fc.integer({ min: 0, max: 3 }) }),
  jobs: fc.constant([]),
  threads: fc
    .array(fc.array(statement, { maxLength: 12 }), { minLength: 1, maxLength: 4 })
    .map((scripts) => scripts.map((script, i) => ({ name: i === 0 ? 'main' : `thread-${i}`, script }))),
});

const job: fc.Arbitrary<JobSpec> = fc.record(
  {
    duration: seconds,
    count: fc.integer({ min: 1, max: 3 }),
    raises: fc.constant('ValueError' as const),
    callback: fc.constantFrom('returns' as const, 'raises' as const),
  },
  { requiredKeys: ['duration'] },
);
const jobs = fc.array(job, { maxLength: 5 });

export const workManagerScenario: fc.Arbitrary<Scenario> = fc.record({
  pool: fc.record({ kind: fc.constant('WorkManager' as const), thread_num: fc.integer({ min: 1, max: 5 }) }),
  jobs,
  threads: fc.constant([
    { name: 'main', script: [{ call: 'WorkManager' as const }, { call: 'wait_allcomplete' as const }] },
  ]),
});

const dismissal: fc.Arbitrary<Statement[]> = fc
  .record({ num_workers: fc.integer({ min: 1, max: 3 }), do_join: fc.boolean() })
  .map((args) => [{ call: 'dismissWorkers', ...args }]);

export const threadPoolScenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 0, max: 2 }),
    seconds.map((s) => s + 0.1),
    jobs,
    fc.oneof(fc.constant<Statement[]>([]), dismissal),
  )
  .map(([num_workers, q_size, resq_size, poll_timeout, specs, dismiss]) => ({
    pool: { kind: 'ThreadPool', num_workers, q_size, resq_size, poll_timeout },
    jobs: specs,
    threads: [
      {
        name: 'main',
        script: [
          { call: 'ThreadPool' },
          { call: 'makeRequests' },
          { call: 'putRequest' },
          ...dismiss,
          { call: 'wait' },
        ],
      },
    ],
  }));

export const anyScenario = fc.oneof(queueScenario, workManagerScenario, threadPoolScenario);

const seed = fc.integer({ min: 0, max: 0xffff_ffff });
export const policy: fc.Arbitrary<Policy> = fc.oneof(
  fc.constant({ kind: 'round-robin' as const }),
  fc.constant({ kind: 'run-to-block' as const }),
  seed.map((s) => ({ kind: 'random' as const, seed: s })),
  fc.record({ kind: fc.constant('pct' as const), seed, depth: fc.integer({ min: 1, max: 4 }) }),
);
