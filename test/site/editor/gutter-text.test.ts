import { expect, test } from 'vitest';
import { gutterText } from '../../../site/editor/gutter-text.ts';

test('the gutter has initials, a range of numbers, or how many threads are at a line', () => {
  expect(gutterText(['main'])).toBe('m');
  expect(gutterText(['MainThread'])).toBe('m');
  expect(gutterText(['Thread-12'])).toBe('12');
  expect(gutterText(['ThreadPoolExecutor-0_3'])).toBe('3');
  expect(gutterText(['Thread-5 (work)'])).toBe('5');
  expect(gutterText(['Thread-1 (f)', 'Thread-2 (f)', 'Thread-3 (f2)'])).toBe('1–3');
  expect(gutterText(['Thread-2', 'Thread-5'])).toBe('2,5');
  expect(gutterText(['main', 'Thread-1'])).toBe('m,1');
  expect(gutterText(['Thread-2', 'Thread-1', 'Thread-3'])).toBe('1–3');
  expect(gutterText(['Thread-1', 'Thread-2', 'Thread-4'])).toBe('×3');
  expect(gutterText(['main', 'Thread-1', 'Thread-2'])).toBe('×3');
  expect(gutterText(['线程'])).toBe('线');
});
