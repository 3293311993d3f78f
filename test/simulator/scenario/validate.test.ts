import { describe, expect, test } from 'vitest';
import { GALLERY, OFFERED } from '../../../simulator/scenario/gallery.ts';
import { decodeLink, encodeFragment } from '../../../simulator/link/permalink.ts';
import { validate } from '../../../simulator/scenario/validate.ts';

test.each(Object.entries(GALLERY))('%s is valid', (_, scenario) => {
  expect(validate(scenario)).toEqual({ scenario });
});

test('every ready scenario that is shown exists, and has what the simulator page promises', () => {
  expect(new Set(OFFERED).size).toBe(OFFERED.length);
  expect(OFFERED).toEqual(
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

describe('the whole is bounded, not only its parts', () => {
  const threads = (count: number, length: number) => ({
    pool: { kind: 'Queue', maxsize: 0 },
    jobs: [],
    threads: Array.from({ length: count }, (_, i) => ({
      name: `t${i}`,
      script: Array.from({ length }, () => ({ call: 'put' })),
    })),
  });
  const pool = (num_workers: number, ...script: object[]) => ({
    pool: { kind: 'ThreadPool', num_workers, q_size: 0, resq_size: 0, poll_timeout: 5 },
    jobs: [],
    threads: [{ name: 'main', script }],
  });
  const many = (count: number, statement: object) => Array.from({ length: count }, () => statement);

  test.each([
    ['20 threads of 100 calls', threads(20, 100), null],
    // 19 x 105 = 1995, and the sixth of the last is the 2001st.
    ['20 threads of 105', threads(20, 105), { path: 'threads.19.script', reason: 'too-many-calls', max: 2000 }],
    ['20 threads of 1000', threads(20, 1000), { path: 'threads.2.script', reason: 'too-many-calls', max: 2000 }],
    // main and twice 999 are 1999.
    ['two pools of 999', pool(999, ...many(2, { call: 'ThreadPool' })), null],
    [
      'three pools of 999',
      pool(999, ...many(3, { call: 'ThreadPool' })),
      { path: 'threads.0.script.2.call', reason: 'too-many-threads', max: 2000 },
    ],
    [
      'workers made 60 times',
      pool(1, { call: 'ThreadPool' }, ...many(60, { call: 'createWorkers', num_workers: 999 })),
      { path: 'threads.0.script.3.num_workers', reason: 'too-many-threads', max: 2000 },
    ],
  ])('%s', (_, scenario, problem) => {
    expect(validate(scenario)).toEqual(problem ? { problems: [problem] } : { scenario });
    const link = () => decodeLink(encodeFragment({ s: scenario, p: { kind: 'round-robin' }, k: [], n: 0 }));
    if (problem) expect(link).toThrow(expect.objectContaining({ reason: 'too-large' }));
    else expect(link().scenario).toEqual(scenario);
  });

  test('a value out of range is not "too large": the link says that it cannot be run', () => {
    const link = encodeFragment({ s: pool(1000), p: { kind: 'round-robin' }, k: [], n: 0 });
    expect(() => decodeLink(link)).toThrow(expect.objectContaining({ reason: 'not-a-scenario' }));
  });
});
