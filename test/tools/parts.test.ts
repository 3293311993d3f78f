import { expect, test } from 'vitest';
import { parts, plan } from './parts.mjs';

test('unit tests and what reads or builds run beside each other, those in Chromium after them', () => {
  expect(plan(Object.keys(parts))).toEqual({
    lanes: [['format', 'lint'], ['types', 'pages', 'build', 'budgets', 'firefox', 'webkit'], ['unit']],
    after: ['e2e'],
  });
  expect(plan(['lint', 'types', 'core'])).toEqual({ lanes: [['lint'], ['types'], ['core']], after: [] });
  expect(plan(['e2e', 'build'])).toEqual({ lanes: [['build']], after: ['e2e'] });
});

test('a part of a whole run is in one lane or after them, and none is left out', () => {
  const { lanes, after } = plan(Object.keys(parts));
  expect([...lanes.flat(), ...after].toSorted()).toEqual(Object.keys(parts).toSorted());
});
