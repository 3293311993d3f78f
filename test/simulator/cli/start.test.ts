import { expect, test } from 'vitest';
import { snapshotKey } from '../../../simulator/cli/start.ts';

test('a snapshot is of one library and one runtime: with another, a new one is made', () => {
  const runtime = { 'lab_run.py': 'a = 1' };
  const keys = [
    snapshotKey(runtime, 'python_stdlib-1.zip'),
    snapshotKey(runtime, 'python_stdlib-2.zip'),
    snapshotKey({ 'lab_run.py': 'a = 2' }, 'python_stdlib-1.zip'),
    snapshotKey({ 'lab_runs.py': 'a = 1' }, 'python_stdlib-1.zip'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(snapshotKey({ ...runtime }, 'python_stdlib-1.zip')).toBe(keys[0]);
});
