import { expect, test } from 'vitest';
import { inGroups, parts } from './parts.mjs';

test('parts that only read, or wait, and follow each other run at the same time, all others alone', () => {
  expect(inGroups(Object.keys(parts))).toEqual([
    ['format', 'lint', 'types'],
    ['unit'],
    ['build'],
    ['budgets', 'firefox', 'webkit'],
    ['e2e'],
  ]);
  expect(inGroups(['lint', 'types', 'core'])).toEqual([['lint', 'types'], ['core']]);
  expect(inGroups(['lint', 'core', 'types'])).toEqual([['lint'], ['core'], ['types']]);
});
