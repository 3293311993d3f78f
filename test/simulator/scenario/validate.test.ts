import { describe, expect, test } from 'vitest';
import { GALLERY, SHOWN } from '../../../simulator/scenario/gallery.ts';
import { validate } from '../../../simulator/scenario/validate.ts';

test.each(Object.entries(GALLERY))('%s is valid', (_, scenario) => {
  expect(validate(scenario)).toEqual({ scenario });
});

test('every ready scenario that is shown exists, and has what the simulator page promises', () => {
  expect(new Set(SHOWN).size).toBe(SHOWN.length);
  expect(SHOWN).toEqual(
    expect.arrayContaining([
      'first-pool',
      'bounded-queue',
      'poll-timeout',
      'failing-job',
      'dismiss',
      'dismiss-join',
      'deadlock',
    ]),
  );
});

describe('what cannot be run is refused beside its field', () => {
  const pool = (fields: object) => ({ ...GALLERY['deadlock'], pool: { ...GALLERY['deadlock'].pool, ...fields } });
  const script = (statement: object) => ({
    ...GALLERY['first-pool'],
    threads: [{ name: 'main', script: [statement] }],
  });
  test.each([
    ['no workers', pool({ num_workers: 0 }), { path: 'pool.num_workers', reason: 'too-small', min: 1 }],
    ['negative workers', pool({ num_workers: -3 }), { path: 'pool.num_workers', reason: 'too-small', min: 1 }],
    ['half a worker', pool({ num_workers: 1.5 }), { path: 'pool.num_workers', reason: 'not-whole' }],
    ['NaN', pool({ num_workers: Number.NaN }), { path: 'pool.num_workers', reason: 'not-a-number' }],
    ['text', pool({ num_workers: '3' }), { path: 'pool.num_workers', reason: 'not-a-number' }],
    ['a million workers', pool({ num_workers: 1e6 }), { path: 'pool.num_workers', reason: 'too-large', max: 999 }],
    ['no poll timeout', pool({ poll_timeout: 0 }), { path: 'pool.poll_timeout', reason: 'too-small', min: 0.001 }],
    [
      'an endless poll timeout',
      pool({ poll_timeout: Infinity }),
      { path: 'pool.poll_timeout', reason: 'not-a-number' },
    ],
    [
      'a billion jobs',
      { ...pool({}), jobs: [{ count: 1e9, duration: 0.1 }] },
      { path: 'jobs.0.count', reason: 'too-large', max: 100_000 },
    ],
    [
      'a billion jobs in parts',
      { ...pool({}), jobs: Array.from({ length: 900 }, () => ({ count: 100_000, duration: 0 })) },
      { path: 'jobs', reason: 'too-large', max: 100_000 },
    ],
    [
      'a negative duration',
      { ...pool({}), jobs: [{ duration: -1 }] },
      { path: 'jobs.0.duration', reason: 'too-small', min: 0 },
    ],
    [
      'a call of another pool',
      script({ call: 'task_done' }),
      { path: 'threads.0.script.0.call', reason: 'not-of-this-pool' },
    ],
    ['a call nobody knows', script({ call: 'explode' }), { path: 'threads.0.script.0.call', reason: 'unknown' }],
    [
      'a request there is not',
      script({ call: 'putRequest', requests: [0, 7] }),
      { path: 'threads.0.script.0.requests', reason: 'no-such-request', max: 6 },
    ],
    ['no threads', { ...pool({}), threads: [] }, { path: 'threads', reason: 'too-small', min: 1 }],
    ['nothing', null, { path: '', reason: 'unknown' }],
    ['a field too many', { ...pool({}), extra: 1 }, { path: 'extra', reason: 'unknown' }],
  ])('%s', (_, input, problem) => {
    expect(validate(input)).toEqual({ problems: [problem] });
  });
});
