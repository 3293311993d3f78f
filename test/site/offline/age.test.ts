import { expect, test } from 'vitest';
import { ageOf } from '../../../site/offline/age.ts';

test('an age is said in its largest whole unit, in the reader’s language', () => {
  const ages = [0, 59_999, 60_000, 3_599_999, 7_200_000, 86_400_000, 3 * 86_400_000];
  expect(ages.map((ms) => ageOf(ms, 'en'))).toEqual([
    'this minute',
    'this minute',
    '1 minute ago',
    '59 minutes ago',
    '2 hours ago',
    'yesterday',
    '3 days ago',
  ]);
  expect(ageOf(3 * 86_400_000, 'zh-CN')).toBe('3天前');
});
