import { expect, test } from 'vitest';
import { after } from '../../../simulator/trace/deadline.ts';
import { prng } from '../../../simulator/schedule/prng.ts';

test('from a deadline on at least so many seconds have passed, and the sum is the nearest such one', () => {
  expect([after(0, 0.1), after(1, 2), after(5, Infinity)]).toEqual([0.1, 3, Infinity]);
  expect([0.5 + 0.1, after(0.5, 0.1)]).toEqual([0.6, 0.6000000000000001]);
  const draw = prng(1);
  for (let i = 0; i < 10_000; i++) {
    const [now, seconds] = [draw() * 100, Math.round(draw() * 1000) / 1000];
    const end = after(now, seconds);
    expect(end - now).toBeGreaterThanOrEqual(seconds);
    expect(end - (now + seconds)).toBeLessThanOrEqual(2 ** -46);
  }
});
