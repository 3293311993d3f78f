import { expect, test } from 'vitest';
import { clockText, elapsed, pause, plannedEnd, startTimer, STOPPED } from '../../../site/present/timer.ts';

test('the timer counts while it runs, and goes on from where it was paused', () => {
  const paused = pause(startTimer(STOPPED, 1000), 61_000);
  expect(elapsed(paused, 99_000)).toBe(60_000);
  expect(elapsed(startTimer(paused, 100_000), 105_000)).toBe(65_000);
});

test('starting a timer that runs changes nothing', () => {
  const running = startTimer(STOPPED, 1000);
  expect(startTimer(running, 5000)).toBe(running);
});

test('a clock that is set back never shows less than before', () => {
  expect(elapsed(startTimer({ before: 500, since: null }, 1000), 0)).toBe(500);
});

test('minutes go on past an hour', () => {
  expect([0, 59_999, 247_000, 5_700_000].map(clockText)).toEqual(['0:00', '0:59', '4:07', '95:00']);
});

test('the plan’s end of a lesson is the sum of the minutes up to it, so the time goes on in the next one', () => {
  const plan = { lessons: ['a', 'b', 'c'], minutes: { a: 15, b: 20 } };
  expect(['a', 'b', 'c', 'd'].map((id) => plannedEnd(plan, id))).toEqual([900_000, 2_100_000, null, null]);
  expect(plannedEnd({ lessons: ['a'] }, 'a')).toBeNull();
});

test('the plan’s end of a lesson counts the exercise and the break that come before it', () => {
  const plan = {
    lessons: ['a', 'b'],
    exercises: ['x'],
    pauses: [{ id: 'pause-abcd', title: '' }],
    order: ['a', 'exercise:x', 'pause-abcd', 'b'],
    minutes: { a: 15, 'exercise:x': 10, 'pause-abcd': 5, b: 20 },
  };
  expect(['a', 'b'].map((id) => plannedEnd(plan, id))).toEqual([900_000, 3_000_000]);
});
