import { expect, test } from 'vitest';
import { keyOf } from '../../../simulator/cli/start.ts';

test('a snapshot is of one library and one runtime: with another, a new one is made', () => {
  const runtime = { 'lab_run.py': 'a = 1' };
  const keys = [
    keyOf({ runtime }, 'python_stdlib-1.zip'),
    keyOf({ runtime }, 'python_stdlib-2.zip'),
    keyOf({ runtime: { 'lab_run.py': 'a = 2' } }, 'python_stdlib-1.zip'),
    keyOf({ runtime: { 'lab_runs.py': 'a = 1' } }, 'python_stdlib-1.zip'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf({ runtime: { ...runtime } }, 'python_stdlib-1.zip')).toBe(keys[0]);
});
