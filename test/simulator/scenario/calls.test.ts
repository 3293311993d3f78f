import { expect, test } from 'vitest';
import { argumentsOf, CALLS, newStatement } from '../../../simulator/scenario/calls.ts';
import { firstScenarioOf, POOL_KINDS } from '../../../site/simulator/fields.ts';
import { validate } from '../../../simulator/scenario/validate.ts';

test('each pool knows its own calls, in the order of the form, and sleep', () => {
  expect(CALLS).toEqual({
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
  });
});

test('a new statement of every call can be run, and so can one with all its arguments', () => {
  for (const kind of POOL_KINDS)
    for (const call of CALLS[kind]) {
      const all = { call, ...Object.fromEntries(argumentsOf(call).map(({ name, initial }) => [name, initial])) };
      for (const statement of [newStatement(call), all]) {
        const scenario = { ...firstScenarioOf(kind), threads: [{ name: 'main', script: [statement] }] };
        expect(validate(scenario)).toEqual({ scenario });
      }
    }
});

test('the arguments are asked for by what they may be', () => {
  expect(argumentsOf('putRequest')).toEqual([
    { name: 'block', kind: 'flag', initial: true },
    { name: 'timeout', kind: 'optional', initial: null },
  ]);
  expect(newStatement('dismissWorkers')).toEqual({ call: 'dismissWorkers', num_workers: 1 });
});
