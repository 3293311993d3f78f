import { describe, expect, test } from 'vitest';
import { decodeClass, encodeClass, isSameClass, planOf, type ClassPlan } from '../../../simulator/class/plan.ts';
import { encodeFragment } from '../../../simulator/link/permalink.ts';
import { refused } from './refused.ts';

const plan: ClassPlan = {
  title: '周二 “Tuesday”',
  lessons: ['the-worker-that-will-not-leave', 'five-parts'],
  exercises: ['put-all'],
  policy: { kind: 'pct', seed: 42, depth: 3, length: 100 },
  granularity: 'line',
};

describe('the link of a class', () => {
  test('brings its plan to the other side as it was, lessons in their order', () => {
    expect(decodeClass(encodeClass(plan))).toEqual(plan);
  });

  test('brings minutes and the id of the class, and one without them is as good as before', () => {
    const timed = { id: 'a1b2c', minutes: { 'five-parts': 25 }, ...plan };
    expect(decodeClass(encodeClass(timed))).toEqual(timed);
    expect(planOf(JSON.stringify(timed))).toEqual(timed);
  });

  test.each([
    { minutes: { 'five-parts': 0 } },
    { minutes: { 'five-parts': 601 } },
    { minutes: { 'five-parts': 2.5 } },
    { minutes: { '../x': 5 } },
    { id: 'A!' },
    { id: '' },
  ])('with %j cannot be followed', (wrong) => {
    expect(() => decodeClass(encodeFragment({ class: 1, plan: { ...plan, ...wrong } }))).toThrow('corrupt');
  });

  test.each([
    [{ id: 'abcd' }, { id: 'abcd', title: 'renamed' }, true],
    [{ id: 'abcd' }, { id: 'efgh' }, false],
    [{}, { lessons: ['five-parts'] }, true],
    [{}, { title: 'Wednesday' }, false],
    [{ id: 'abcd' }, { title: 'Wednesday' }, false],
    [{ title: '' }, { title: '' }, false],
  ])('%j and %j are of one class: %s', (a, b, same) => {
    expect(isSameClass({ ...plan, ...a }, { ...plan, ...b })).toBe(same);
  });

  test('is short enough for a chat', () => {
    expect(encodeClass(plan).length).toBeLessThan(400);
  });

  test.each(
    refused(12, [
      ['', 'corrupt'],
      ['1.x.y', 'corrupt'],
      [encodeClass(plan).slice(0, -1), 'corrupt'],
      [encodeFragment({ class: 4, plan, more: 1 }), 'newer'],
      ['2.x.y', 'newer'],
      [encodeFragment({ class: 1, plan: { ...plan, lessons: [], exercises: [] } }), 'corrupt'],
      [encodeFragment({ class: 1, plan: { ...plan, lessons: ['../x'] } }), 'corrupt'],
      [encodeFragment({ class: 1, plan: { ...plan, lessons: ['a', 'a'] } }), 'corrupt'],
      [encodeFragment({ class: 1, plan: { ...plan, policy: { kind: 'random' } } }), 'corrupt'],
      [encodeFragment({ class: 1, plan: { ...plan, title: 'x'.repeat(1_000_001) } }), 'too-large'],
    ]),
  )('$begin… cannot be followed: $reason', ({ text, reason }) => {
    expect(() => decodeClass(text)).toThrow(expect.objectContaining({ reason }));
  });
});

test('a class that was kept is taken as it is, and what cannot be understood counts as none', () => {
  expect(planOf(JSON.stringify(plan))).toEqual(plan);
  expect([undefined, '', 'yes', '{}', '[]'].map(planOf)).toEqual([null, null, null, null, null]);
});
