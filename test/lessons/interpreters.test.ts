import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { all, lessons } from './lessons.ts';

interface Measured {
  name: string;
  below: number;
  results: { work: string; with: string; workers: number; speedup: number; median: number }[];
}

const { interpreters } = JSON.parse(readFileSync('test/interpreters/results.json', 'utf8')) as {
  interpreters: Measured[];
};

const of = (name: string): Measured => interpreters.find((one) => one.name.startsWith(name))!;
const row = (name: string, work: 'cpu' | 'io', by: 'threads' | 'processes', workers: number) =>
  of(name).results.find((one) => one.work === work && one.with === by && one.workers === workers)!;
const speedup = (...which: Parameters<typeof row>): number => row(...which).speedup;

/** The figures of each claim that rests on these measurements, in the order of the course. */
const SAID = [
  [speedup('CPython 3.11', 'cpu', 'threads', 4), speedup('CPython 3.11', 'io', 'threads', 8)],
  [speedup('CPython 3.13', 'cpu', 'processes', 4), speedup('CPython 3.13', 'cpu', 'threads', 4)],
  [speedup('Jython', 'cpu', 'threads', 4)],
  [speedup('PyPy', 'cpu', 'threads', 4)],
  [of('CPython 3.11').below, of('PyPy').below],
];

test.each(['en', 'zh-cn'] as const)('in %s, what lessons say of other interpreters is what was measured', (lang) => {
  const claims = lessons(lang)
    .flatMap((lesson) => all(lesson, 'Claim'))
    .filter(({ props }) => props['experiment'] === 'test/interpreters/results.json')
    .map(({ text }) =>
      text
        .replaceAll(/CPython [\d.]+/g, '')
        .match(/\d[\d,]*(?:\.\d+)?/g)!
        .map((figure) => Number(figure.replaceAll(',', ''))),
    );
  expect(claims).toEqual(SAID);
});

test('threads that wait are faster in all, threads that compute only in Jython, processes in all that have them', () => {
  const faster = (work: string, by: string) =>
    interpreters.flatMap(({ name, results }) => {
      const speedups = results.filter((one) => one.work === work && one.with === by && one.workers > 1);
      const gains = speedups.filter((one) => one.speedup > 1.5);
      expect([0, speedups.length], `${name}: ${work} with ${by}`).toContain(gains.length);
      return gains.length > 0 ? [name.split(' ')[0]!] : [];
    });
  expect(faster('io', 'threads')).toEqual(['CPython', 'CPython', 'CPython', 'CPython', 'Jython', 'PyPy']);
  expect(faster('cpu', 'threads')).toEqual(['Jython']);
  expect(faster('cpu', 'processes')).toEqual(['CPython', 'CPython', 'CPython', 'CPython', 'PyPy']);
  // Two processors.
  for (const { results } of interpreters)
    for (const one of results) if (one.work === 'cpu') expect(one.speedup).toBeLessThanOrEqual(2);
});

test('both interpreters whose ranges are compared took about a second on one thread', () => {
  for (const name of ['CPython 3.11', 'PyPy'])
    expect(Math.abs(row(name, 'cpu', 'threads', 1).median - 1)).toBeLessThan(0.1);
});
