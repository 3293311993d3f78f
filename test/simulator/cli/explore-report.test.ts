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

test('a search that did not come to its end names what it does not see, once it has looked at what steps touch', () => {
  const words = 'Memory may be touched unseen by exec, vars: orders that differ only there are not told apart.';
  const cut = report([], ['exec', 'vars']);
  const [level] = cut.levels;
  expect(last(inWords('a.py', cut, 100))[0]).toBe(words);
  for (const levels of [
    [{ ...level!, explored: 0 }],
    [{ ...level!, granularity: 'line' as const }],
    [{ ...level!, doubts: ['unseen' as const] }],
    [{ ...level!, claim: { kind: 'orders' as const, count: 9 } }],
  ])
    expect(inWords('a.py', { ...cut, levels }, 100)).not.toContain(words);
  expect(inWords('a.py', report([], []), 100)).not.toContain('unseen');
});

test('runs that were cut off are counted, and not taken for runs that end', () => {
  const ending = (status: string, count: number) => ({
    status,
    error: '',
    last: '',
    count,
    failed: false,
    replay: 'abc',
  });
  const words = /^Cut off before the end: (\d+ of \d+) runs\. It is not known whether they would ever end\.$/m;
  const told = (...endings: ExploreReport['endings']) =>
    words.exec(inWords('a.py', { ...report([], []), endings }, 100))?.[1];
  expect(told(ending('finished', 6), ending('budget', 2), ending('budget', 1))).toBe('3 of 9');
  expect(told(ending('budget', 9))).toBe('9 of 9');
  expect(told(ending('finished', 9))).toBeUndefined();
});
