import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { python } from '../lessons/python.ts';

const url = v.pipe(v.string(), v.url(), v.startsWith('https://'));
const version = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const seconds = v.pipe(v.number(), v.gtValue(0));

const identity = {
  implementation: v.picklist(['CPython', 'PyPy', 'Jython', 'IronPython']),
  version,
  python: version,
  platform: v.string(),
  gil: v.boolean(),
  below: count,
  primes: count,
};
const which = {
  work: v.picklist(['cpu', 'io']),
  with: v.picklist(['threads', 'processes']),
  workers: v.picklist([1, 2, 4, 8]),
};
const Row = v.strictObject({
  ...which,
  median: seconds,
  low: seconds,
  high: seconds,
  runs: count,
  speedup: v.pipe(v.number(), v.gtValue(0)),
});
const Recorded = v.strictObject({
  date: v.pipe(v.string(), v.isoDate()),
  machine: v.pipe(v.string(), v.regex(/^\d+ cores, /)),
  script: v.literal('test/interpreters/measure.py'),
  interpreters: v.array(v.strictObject({ name: v.string(), ...identity, results: v.array(Row) })),
  notRun: v.array(
    v.strictObject({
      name: v.string(),
      why: v.string(),
      source: url,
      published: v.array(v.strictObject({ says: v.string(), source: url })),
    }),
  ),
});
const Measured = v.strictObject({
  ...identity,
  cases: v.array(v.strictObject({ ...which, seconds: v.array(seconds) })),
});

const text = readFileSync(new URL('results.json', import.meta.url), 'utf8');
const recorded = v.parse(Recorded, JSON.parse(text));

/** cpu: 1, 2 and 4 threads, and processes where there are any; io: 1, 2, 4 and 8 threads. */
const CPU = ['cpu threads 1', 'cpu threads 2', 'cpu threads 4'];
const PROCESSES = ['cpu processes 1', 'cpu processes 2', 'cpu processes 4'];
const IO = ['io threads 1', 'io threads 2', 'io threads 4', 'io threads 8'];
const casesOf = (implementation: string) =>
  /^(Jython|IronPython)$/.test(implementation) ? CPU.concat(IO) : CPU.concat(PROCESSES, IO);
const named = (rows: readonly { work: string; with: string; workers: number }[]) =>
  rows.map((row) => `${row.work} ${row.with} ${row.workers}`);

function primesBelow(limit: number): number {
  const composite = new Uint8Array(limit);
  let found = 0;
  for (let n = 2; n < limit; n++) {
    if (composite[n]) continue;
    found++;
    for (let multiple = n * n; multiple < limit; multiple += n) composite[multiple] = 1;
  }
  return found;
}

test('what was recorded names CPython 2.7 and 3, PyPy and Jython, and no place on anybody’s disk', () => {
  const names = recorded.interpreters.map(({ name }) => name);
  for (const name of [/^CPython 2\.7\./, /^CPython 3\.11\./, /^CPython 3\.13\./, /^PyPy /, /^Jython 2\.7\./])
    expect(names).toContainEqual(expect.stringMatching(name));
  expect(new Set(names).size).toBe(names.length);
  expect(text).not.toMatch(/\/(root|home|Users|tmp|usr)\//);
});

test('who was not run is not among those who were', () => {
  for (const { name } of recorded.notRun)
    expect(recorded.interpreters.map((one) => one.name)).not.toContainEqual(expect.stringContaining(name));
});

describe.each(recorded.interpreters.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const speedups = (work: string, by: string) =>
    one.results.filter((row) => row.work === work && row.with === by && row.workers > 1);

  test('has all its rows, and found as many primes as there are', () => {
    expect(named(one.results)).toEqual(casesOf(one.implementation));
    expect(one.primes).toBe(primesBelow(one.below));
  });

  test('each median is of ten runs or more and lies between the lowest and the highest', () => {
    for (const { median, low, high, runs } of one.results) {
      expect(runs).toBeGreaterThanOrEqual(10);
      expect(low).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(high);
    }
  });

  test('each speed-up is the median of one thread divided by its own', () => {
    for (const row of one.results) {
      const single = one.results.find(({ work, workers }) => work === row.work && workers === 1)!;
      expect(single.with).toBe('threads');
      expect(Math.abs(row.speedup - single.median / row.median)).toBeLessThanOrEqual(0.0051);
    }
  });

  test(`CPU-bound threads ${one.gil ? 'are not faster than one, for there is a GIL' : 'are faster than one, for there is no GIL'}`, () => {
    for (const { workers, speedup } of speedups('cpu', 'threads'))
      if (one.gil) expect(speedup, `${workers} threads`).toBeLessThan(1.2);
      else expect(speedup, `${workers} threads`).toBeGreaterThan(1.5);
  });

  test('CPU-bound processes are faster than one thread, where there are any', () => {
    for (const { workers, speedup } of speedups('cpu', 'processes'))
      expect(speedup, `${workers} processes`).toBeGreaterThan(1.5);
  });

  // 8 sleeps of 0.1 s: 0.8 s on one worker, 0.4 on two, 0.2 on four, 0.1 on eight, and what the threads cost.
  test('tasks that wait are as many times faster as there are workers, GIL or not', () => {
    for (const { workers, speedup } of speedups('io', 'threads')) {
      expect(speedup, `${workers} threads`).toBeGreaterThan(0.85 * workers);
      expect(speedup, `${workers} threads`).toBeLessThan(1.05 * workers);
    }
  });
});

test('the script runs on the Python that is here, every case, and finds the 430 primes below 3,000', () => {
  const script = fileURLToPath(new URL('measure.py', import.meta.url));
  const { status, stdout, stderr } = python([script, '3000', '2', '0.01']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const measured = v.parse(Measured, JSON.parse(stdout));
  expect(measured).toMatchObject({ below: 3000, primes: 430 });
  expect(named(measured.cases)).toEqual(casesOf(measured.implementation));
  for (const { seconds } of measured.cases) expect(seconds).toHaveLength(2);
});
