import * as v from 'valibot';
import { CALLS } from './calls.ts';
import { LIMITS } from './limits.ts';
import { scenarioSchema } from './schema.ts';
import { jobCount, type PoolSpec, type Scenario, type Statement } from './scenario.ts';

/** A fault of one field. `min` and `max` where the reason is about them. */
export interface ScenarioProblem {
  /** The path of the field, as in `pool.num_workers` or `threads.0.script.2.timeout`. */
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

/** The scenario if it is one that can be run, or what is wrong with it, field by field. Takes anything. */
export function validate(input: unknown): { scenario: Scenario } | { problems: ScenarioProblem[] } {
  const parsed = v.safeParse(scenarioSchema, input);
  if (!parsed.success) return { problems: firstOfEach(parsed.issues.map(toProblem)) };
  const problems = firstOfEach(semantics(parsed.output));
  return problems.length > 0 ? { problems } : { scenario: parsed.output };
}

/** One reason for a field is enough: the first. */
function firstOfEach(problems: readonly ScenarioProblem[]): ScenarioProblem[] {
  const paths = new Set<string>();
  return problems.filter(({ path }) => !paths.has(path) && paths.add(path));
}

const REASONS: readonly string[] = ['not-a-number', 'not-whole', 'too-small', 'too-large'];

function toProblem(issue: v.BaseIssue<unknown>): ScenarioProblem {
  const path = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
  const reason = REASONS.includes(issue.message) ? (issue.message as ScenarioProblem['reason']) : 'unknown';
  const { requirement } = issue as { requirement?: unknown };
  if (typeof requirement !== 'number') return { path, reason };
  return reason === 'too-small' ? { path, reason, min: requirement } : { path, reason, max: requirement };
}

/** Counts the threads that a statement makes. */
function workersOf(pool: PoolSpec, statement: Statement): number {
  if (statement.call === 'createWorkers') return statement.num_workers;
  if (statement.call === 'ThreadPool') return pool.kind === 'ThreadPool' ? pool.num_workers : 0;
  return statement.call === 'WorkManager' && pool.kind === 'WorkManager' ? pool.thread_num : 0;
}

/** Tells whether a scenario asks for too much, and not for something that there is not. */
export const isTooLarge = (problems: readonly ScenarioProblem[]): boolean =>
  problems.some(({ path, reason }) => reason.startsWith('too-many-') || (reason === 'too-large' && LISTS.test(path)));
const LISTS = /^(?:jobs|threads|threads\.\d+\.script)$/;

/** Checks that no schema can express: calls fit their pool, ranges their requests, and the whole is small enough. */
function semantics(scenario: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
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
