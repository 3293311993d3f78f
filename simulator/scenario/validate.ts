import * as v from 'valibot';
import { ERRORS } from '../trace/events.ts';
import { LIMITS } from './limits.ts';
import { jobCount, type PoolSpec, type Scenario, type Statement } from './scenario.ts';

/** What is wrong with one field. `min` and `max` where the reason is about them. */
export interface Problem {
  /** Where, as in `pool.num_workers` or `threads.0.script.2.timeout`. */
  path: string;
  reason:
    | 'not-a-number'
    | 'not-whole'
    | 'too-small'
    | 'too-large'
    | 'unknown'
    | 'not-of-this-pool'
    | 'no-such-request'
    /** Each value may be right, and all together are more than can be run. */
    | 'too-many-calls'
    | 'too-many-threads';
  min?: number;
  max?: number;
}

const number = v.pipe(v.number('not-a-number'), v.finite('not-a-number'));
const between = (field: keyof typeof LIMITS) =>
  v.pipe(number, v.minValue(LIMITS[field][0], 'too-small'), v.maxValue(LIMITS[field][1], 'too-large'));
const whole = (field: keyof typeof LIMITS) =>
  v.pipe(
    number,
    v.integer('not-whole'),
    v.minValue(LIMITS[field][0], 'too-small'),
    v.maxValue(LIMITS[field][1], 'too-large'),
  );
const error = v.picklist(ERRORS, 'unknown');
const flag = v.optional(v.boolean('unknown'));
// Python refuses a negative timeout by itself: the scenario may ask for it.
const timeout = v.optional(v.nullable(v.pipe(number, v.maxValue(LIMITS.duration[1], 'too-large'))));

const pool = v.variant('kind', [
  v.strictObject({ kind: v.literal('Queue'), maxsize: whole('size') }),
  v.strictObject({ kind: v.literal('WorkManager'), thread_num: whole('workers') }),
  v.strictObject({
    kind: v.literal('ThreadPool'),
    num_workers: whole('workers'),
    q_size: whole('size'),
    resq_size: whole('size'),
    poll_timeout: between('poll_timeout'),
  }),
]);

const job = v.strictObject({
  count: v.optional(whole('jobs')),
  duration: between('duration'),
  raises: v.optional(error),
  requestID: v.optional(
    v.pipe(number, v.integer('not-whole'), v.minValue(-(2 ** 31), 'too-small'), v.maxValue(2 ** 31 - 1, 'too-large')),
  ),
  unhashable: flag,
  callback: v.optional(v.picklist(['returns', 'raises'], 'unknown')),
  exc_callback: v.optional(v.nullable(v.picklist(['returns', 'raises'], 'unknown'))),
});

const call = <Name extends string, Entries extends v.ObjectEntries>(name: Name, entries: Entries) =>
  v.strictObject({ call: v.literal(name), catch: v.optional(v.array(error)), ...entries });
const statement = v.variant('call', [
  call('sleep', { seconds: between('duration') }),
  call('WorkManager', {}),
  call('add_job', { duration: v.optional(between('duration')), raises: v.optional(error) }),
  call('wait_allcomplete', {}),
  call('ThreadPool', {}),
  call('makeRequests', {}),
  call('putRequest', {
    requests: v.optional(v.tuple([whole('jobs'), whole('jobs')])),
    block: flag,
    timeout,
  }),
  call('poll', { block: flag }),
  call('wait', {}),
  call('createWorkers', { num_workers: whole('workers'), poll_timeout: v.optional(between('poll_timeout')) }),
  call('dismissWorkers', { num_workers: whole('workers'), do_join: flag }),
  call('joinAllDismissedWorkers', {}),
  call('put', { block: flag, timeout }),
  call('get', { block: flag, timeout }),
  call('task_done', {}),
  call('join', {}),
]);

const list = <Item extends v.GenericSchema>(item: Item, field: keyof typeof LIMITS) =>
  v.pipe(v.array(item), v.minLength(LIMITS[field][0], 'too-small'), v.maxLength(LIMITS[field][1], 'too-large'));

const schema = v.strictObject({
  pool,
  jobs: list(job, 'statements'),
  threads: list(
    v.strictObject({
      name: v.pipe(v.string('unknown'), v.minLength(1, 'unknown'), v.maxLength(40, 'too-large')),
      script: list(statement, 'statements'),
    }),
    'threads',
  ),
});

/** The calls that each pool knows. */
export const CALLS: Readonly<Record<PoolSpec['kind'], readonly Statement['call'][]>> = {
  Queue: ['put', 'get', 'task_done', 'join', 'sleep'],
  WorkManager: ['WorkManager', 'add_job', 'wait_allcomplete', 'sleep'],
  ThreadPool: [
    'ThreadPool',
    'makeRequests',
    'putRequest',
    'poll',
    'wait',
    'createWorkers',
    'dismissWorkers',
    'joinAllDismissedWorkers',
    'sleep',
  ],
};

/** The scenario if it is one that can be run, or what is wrong with it, field by field. Takes anything. */
export function validate(input: unknown): { scenario: Scenario } | { problems: Problem[] } {
  const parsed = v.safeParse(schema, input);
  const found = parsed.success ? semantics(parsed.output as Scenario) : parsed.issues.map(toProblem);
  // One reason for a field is enough: the first.
  const problems = found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
  return problems.length > 0 ? { problems } : { scenario: parsed.output as Scenario };
}

const REASONS: readonly string[] = ['not-a-number', 'not-whole', 'too-small', 'too-large'];

function toProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
  const reason = REASONS.includes(issue.message) ? (issue.message as Problem['reason']) : 'unknown';
  const { requirement } = issue as { requirement?: unknown };
  if (typeof requirement !== 'number') return { path, reason };
  return reason === 'too-small' ? { path, reason, min: requirement } : { path, reason, max: requirement };
}

/** How many threads a statement makes. */
function workersOf(pool: PoolSpec, statement: Statement): number {
  if (statement.call === 'createWorkers') return statement.num_workers;
  if (statement.call === 'ThreadPool') return pool.kind === 'ThreadPool' ? pool.num_workers : 0;
  return statement.call === 'WorkManager' && pool.kind === 'WorkManager' ? pool.thread_num : 0;
}

/** Whether a scenario asks for too much, and not for something that there is not. */
export const isTooLarge = (problems: readonly Problem[]): boolean =>
  problems.some(({ path, reason }) => reason.startsWith('too-many-') || (reason === 'too-large' && LISTS.test(path)));
const LISTS = /^(?:jobs|threads|threads\.\d+\.script)$/;

/** What a schema cannot say: calls belong to their pool, ranges to their requests, and the whole must stay small enough. */
function semantics(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const jobs = jobCount(scenario);
  let calls = 0;
  let made = scenario.threads.length;
  if (jobs > LIMITS.jobs[1]) problems.push({ path: 'jobs', reason: 'too-large', max: LIMITS.jobs[1] });
  scenario.threads.forEach(({ script }, t) =>
    script.forEach((statement, s) => {
      const path = `threads.${t}.script.${s}`;
      if (++calls === LIMITS.calls[1] + 1)
        problems.push({ path: `threads.${t}.script`, reason: 'too-many-calls', max: LIMITS.calls[1] });
      const before = made;
      made += workersOf(scenario.pool, statement);
      if (before <= LIMITS.made[1] && made > LIMITS.made[1])
        problems.push({
          path: `${path}.${statement.call === 'createWorkers' ? 'num_workers' : 'call'}`,
          reason: 'too-many-threads',
          max: LIMITS.made[1],
        });
      if (!CALLS[scenario.pool.kind].includes(statement.call))
        problems.push({ path: `${path}.call`, reason: 'not-of-this-pool' });
      if (statement.call === 'putRequest' && (statement.requests?.[1] ?? 0) > jobs)
        problems.push({ path: `${path}.requests`, reason: 'no-such-request', max: jobs });
    }),
  );
  return problems;
}
