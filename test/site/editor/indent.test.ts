import { expect, test } from 'vitest';
import { indentAfter } from '../../../site/editor/indent.ts';

test('a line of Python begins as the one before, and one level deeper after a colon', () => {
  expect(indentAfter('def f():')).toBe('    ');
  expect(indentAfter('def f():\n    x = {')).toBe('    ');
});

test('a line of TypeScript begins as the one before, and one level deeper after a bracket', () => {
  expect(indentAfter('function f() { // now', 'typescript')).toBe('  ');
  expect(indentAfter('f(() => {\n  g(', 'typescript')).toBe('    ');
  expect(indentAfter('  case 1:', 'typescript')).toBe('  ');
});
