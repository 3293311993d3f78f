import type { Scenario, Statement } from './scenario.ts';

/** Helpers that write the scenarios of the gallery and of the lessons. */
export const main = (...script: Statement[]) => ({ name: 'main', script });
export const queue = (maxsize: number): Scenario['pool'] => ({ kind: 'Queue', maxsize });
export const times = (count: number, ...statements: Statement[]): Statement[] =>
  Array.from({ length: count }, () => statements).flat();
export const put: Statement = { call: 'put' };
export const get: Statement = { call: 'get' };
export const task_done: Statement = { call: 'task_done' };

export const workManager = (jobs: Scenario['jobs'], thread_num: number, ...then: Statement[]): Scenario => ({
  pool: { kind: 'WorkManager', thread_num },
  jobs,
  threads: [main({ call: 'WorkManager' }, { call: 'wait_allcomplete' }, ...then)],
});

export const threadPool = (
  pool: Partial<Extract<Scenario['pool'], { kind: 'ThreadPool' }>>,
  jobs: Scenario['jobs'],
  ...script: Statement[]
): Scenario => ({
  pool: { kind: 'ThreadPool', num_workers: 3, q_size: 0, resq_size: 0, poll_timeout: 5, ...pool },
  jobs,
  threads: [main({ call: 'ThreadPool' }, { call: 'makeRequests' }, ...script)],
});
export const putRequest: Statement = { call: 'putRequest' };
export const wait: Statement = { call: 'wait' };
