import { expect, test } from 'vitest';
import { shortName } from '../../../site/stage/names.ts';

test('in little room a name loses the function that its thread runs, then its beginning', () => {
  expect(shortName('main', 13)).toBe('main');
  expect(shortName('Thread-1 (go)', 13)).toBe('Thread-1 (go)');
  expect(shortName('Thread-12 (work)', 13)).toBe('Thread-12');
  expect(shortName('ThreadPoolExecutor-0_0', 13)).toBe('…Executor-0_0');
  expect(shortName('ThreadPoolExecutor-0_1', 13)).toBe('…Executor-0_1');
  expect(shortName('a crawler (polite)', 13)).toBe('…ler (polite)');
});
