import { expect, test } from 'vitest';
import { EXPERIMENTS, firstDraft, limitsOf, problemOf, settingsOf, withWork } from '../../../site/gil/draft.ts';
import { resultCellsOf, type MeasuredInterpreter } from '../../../site/gil/interpreters.ts';

test('every experiment can be measured as it is first shown, on any number of cores', () => {
  for (const work of EXPERIMENTS)
    for (const cores of [2, 4, 64]) expect(settingsOf(firstDraft(work), cores), work).not.toBeNull();
});

test('there can be twice as many workers as cores, and not more', () => {
  const draft = { ...firstDraft('wait'), most: 8 };
  expect(settingsOf(draft, 4)!.workers).toEqual([1, 2, 4, 8]);
  expect(settingsOf(draft, 2)).toBeNull();
});

test('a number is refused with its reason', () => {
  const { interval, tasks } = limitsOf(2);
  expect(problemOf(0.1, interval)).toBeNull();
  expect(problemOf(0.05, interval)).toBe('range');
  expect(problemOf(2.5, tasks)).toBe('whole');
  expect(problemOf(Number.NaN, tasks)).toBe('number');
});

test('what an experiment does not show cannot stop it', () => {
  // Set wrongly for the matrices, and never seen with the waits.
  expect(settingsOf({ ...firstDraft('wait'), size: -1 }, 2)).not.toBeNull();
  expect(settingsOf({ ...firstDraft('matrix'), size: -1 }, 2)).toBeNull();
});

test('the lock is kept during I/O only where there is some', () => {
  const keeps = { ...firstDraft('wait'), keepsInIO: true };
  expect(settingsOf(keeps, 2)!.keepsInIO).toBe(true);
  expect(settingsOf(withWork(keeps, 'primes'), 2)!.keepsInIO).toBe(false);
});

test('an interpreter without processes has empty cells for them', () => {
  const row = { low: 1, high: 1, median: 1, runs: 1 };
  const jython: MeasuredInterpreter = {
    name: 'Jython',
    gil: false,
    results: [
      { ...row, work: 'cpu', with: 'threads', workers: 2, speedup: 1.8 },
      { ...row, work: 'io', with: 'threads', workers: 8, speedup: 7.3 },
    ],
  };
  expect(resultCellsOf(jython).map((cell) => cell?.speedup)).toEqual([
    1.8,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    7.3,
  ]);
});
