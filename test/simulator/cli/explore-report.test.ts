import { expect, test } from 'vitest';
import { inWords, type ExploreReport } from '../../../simulator/cli/explore-report.ts';
import type { Doubt } from '../../../simulator/schedule/strategy.ts';

const report = (doubts: readonly Doubt[], unseen: readonly string[]): ExploreReport => ({
  explored: 9,
  outcomes: { finished: 9 },
  endings: [],
  failure: null,
  levels: [{ granularity: 'access', explored: 9, claim: null, orders: 9, fresh: null, doubts }],
  unseen,
  shared: [],
  exhausted: false,
  unstable: false,
  schedulesPerSecond: 100,
});
const last = (text: string) => text.trimEnd().split('\n').slice(-2);

test('a search that came to its end and claims nothing says why, with at most four names', () => {
  expect(last(inWords('a.py', report(['unseen'], ['open', 'yield']), 100))).toEqual([
    'All orders that can be seen were tried, but memory may be touched unseen by open, yield.',
    'This is no proof: there are schedules that were not tried.',
  ]);
  expect(last(inWords('a.py', report(['unseen'], ['a', 'b', 'c', 'd', 'e', 'f']), 100))[0]).toMatch(
    /by a, b, c, d and 2 more\.$/,
  );
  expect(last(inWords('a.py', report(['nested'], []), 100))[0]).toBe(
    'All orders that can be seen were tried, but several threads start threads.',
  );
});
