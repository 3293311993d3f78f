import { expect, test } from 'vitest';
import { pageOf, rowsShown, wrongRows } from '../../../site/simulator/rows.ts';

const none = () => false;

test('a form draws so many rows at first, shared among its lists, and all of a short one', () => {
  expect([pageOf(1), pageOf(4), pageOf(20)]).toEqual([120, 30, 6]);
  expect(rowsShown(3, 120, 0, none)).toEqual([0, 1, 2]);
  expect(rowsShown(1000, 5, 0, none)).toEqual([0, 1, 2, 3, 4]);
});

test('what was added at the end is there, and so are wrong rows, but not thousands of them', () => {
  expect(rowsShown(1000, 3, 2, none)).toEqual([0, 1, 2, 998, 999]);
  expect(rowsShown(1000, 2, 0, (row) => row === 500)).toEqual([0, 1, 500]);
  expect(rowsShown(2000, 5, 0, () => true)).toHaveLength(125);
});

test('wrong rows are those of the list that is asked about', () => {
  const problems = ['threads.1.script.12.seconds', 'threads.11.script.3.call', 'jobs.4.count', 'jobs'].map((path) => ({
    path,
    reason: 'unknown' as const,
  }));
  expect([...wrongRows(problems, 'threads.1.script')]).toEqual([12]);
  expect([...wrongRows(problems, 'jobs')]).toEqual([4]);
});
