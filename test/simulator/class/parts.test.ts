import { describe, expect, test } from 'vitest';
import {
  beginnings,
  nextPart,
  ordered,
  classParts,
  plannedAt,
  withoutStrayMinutes,
} from '../../../simulator/class/parts.ts';
import {
  classFile,
  decodeClass,
  encodeClass,
  planNow,
  readClassFile,
  type ClassPlan,
} from '../../../simulator/class/plan.ts';
import { handInFile, readHandIn } from '../../../simulator/class/hand-in.ts';
import { encodeFragment } from '../../../simulator/link/permalink.ts';

const own = { id: 'own-abcd', title: '', text: '', files: { 'a.py': '' } };
/** The plan of 90 minutes, with a task of its own at the end. */
const plan: ClassPlan = {
  title: '',
  lessons: ['five-parts', 'the-queue-does-the-locking', 'write-your-own-pool'],
  // The last one has the name of a lesson.
  exercises: ['workers-for-a-rate', 'write-your-own-pool'],
  own: [own],
  pauses: [
    { id: 'pause-hello', title: 'Welcome' },
    { id: 'pause-break', title: '' },
  ],
  order: [
    'pause-hello',
    'five-parts',
    'exercise:workers-for-a-rate',
    'the-queue-does-the-locking',
    'pause-break',
    'write-your-own-pool',
    'exercise:write-your-own-pool',
    'own-abcd',
  ],
  minutes: { 'pause-hello': 5, 'five-parts': 15, 'exercise:workers-for-a-rate': 10, 'pause-break': 5, 'own-abcd': 20 },
  policy: null,
  granularity: null,
};
const keysOf = (of: ClassPlan) => classParts(of).map(({ key }) => key);

describe('the parts of a class', () => {
  test('come in the order of the plan, and without one as lessons, exercises, own tasks and pauses', () => {
    expect(keysOf(plan)).toEqual(plan.order);
    const { order: _, ...plain } = plan;
    expect(
      classParts(plain)
        .map(({ kind }) => kind)
        .join(' '),
    ).toBe('lesson lesson lesson exercise exercise own pause pause');
  });

  test('that an order does not name come last, and what it names and is not there is left out', () => {
    const some = { ...plan, order: ['gone', 'pause-break', 'exercise:five-parts', 'own-abcd'] };
    expect(keysOf(some).slice(0, 3)).toEqual(['pause-break', 'own-abcd', 'five-parts']);
    expect(keysOf(some)).toHaveLength(8);
  });

  test('are put into another order in every list of the plan', () => {
    const turned = ordered(plan, plan.order!.toReversed());
    expect(keysOf(turned)).toEqual(plan.order!.toReversed());
    expect(turned.lessons).toEqual(plan.lessons.toReversed());
    expect(turned.exercises).toEqual(plan.exercises.toReversed());
    expect(turned.pauses!.map(({ id }) => id)).toEqual(['pause-break', 'pause-hello']);
    expect(ordered(turned, plan.order!)).toEqual(plan);
  });

  test('need no order that the lists say already, so a plan of lessons makes the link of before', () => {
    const before = { title: '', lessons: ['five-parts', 'six-bugs'], exercises: [], policy: null, granularity: null };
    const turned = ordered(before, ['six-bugs', 'five-parts']);
    expect(turned).toEqual({ ...before, lessons: ['six-bugs', 'five-parts'] });
    expect(encodeClass(turned)).toBe(encodeFragment({ class: 1, plan: turned }));
  });

  test('begin when those before them are over: 5, 15, 10, 0, 5, 0, 0 and 20 minutes', () => {
    expect(beginnings(plan)).toEqual([0, 5, 20, 30, 30, 35, 35, 35, 55]);
    expect(beginnings({ lessons: ['five-parts'] })).toEqual([0, 0]);
  });

  test.each([
    [0, 'pause-hello', 5],
    [5, 'five-parts', 20],
    [29.9, 'exercise:workers-for-a-rate', 30],
    [30, 'pause-break', 35],
    [54, 'own-abcd', 55],
    [55, undefined, undefined],
  ])('in minute %d the plan has %s, which ends at %s', (minute, key, end) => {
    const at = plannedAt(plan, minute);
    expect([at?.part.key, at?.end]).toEqual([key, end]);
  });

  test.each([
    ['pause-hello', 'five-parts'],
    ['five-parts', 'exercise:workers-for-a-rate'],
    ['the-queue-does-the-locking', 'write-your-own-pool'],
    ['write-your-own-pool', 'exercise:write-your-own-pool'],
    ['own-abcd', undefined],
    ['gone', undefined],
  ])('after %s comes %s: a break has no page', (key, next) => {
    expect(nextPart(plan, key)?.key).toBe(next);
  });

  test('leave the exercises to their lessons where the plan has no order', () => {
    const { order: _, ...plain } = plan;
    expect(nextPart(plain, 'write-your-own-pool')?.key).toBe('own-abcd');
  });

  test('that are gone leave no minutes', () => {
    const { pauses: _, ...rest } = plan;
    const left = { 'five-parts': 15, 'exercise:workers-for-a-rate': 10, 'own-abcd': 20 };
    expect(withoutStrayMinutes(rest).minutes).toEqual(left);
    expect(withoutStrayMinutes({ lessons: [], minutes: { gone: 5 } })).toEqual({ lessons: [] });
  });
});

describe('a plan with breaks', () => {
  test('comes back whole from its link, its file and a hand-in', () => {
    expect(decodeClass(encodeClass(plan))).toEqual(plan);
    expect(readClassFile(classFile(plan))).toEqual(plan);
    const work = { name: 'Ada', made: '2026-11-23T10:00:00.000Z', class: plan, entries: {} };
    expect(readHandIn(handInFile(work)).handIn.class).toEqual(plan);
  });

  test.each([
    ['an order', { order: ['five-parts'] }, 3],
    ['a pause', { pauses: [{ id: 'pause-abcd', title: '' }] }, 3],
    ['minutes of an exercise', { minutes: { 'exercise:put-all': 5 } }, 3],
    ['minutes of a lesson', { minutes: { 'five-parts': 5 } }, 1],
    ['an own task', { own: [own] }, 2],
  ])('with %s %j takes version %d, so that pages of before call it newer', (_, more, version) => {
    const some = { title: '', lessons: ['five-parts'], exercises: [], policy: null, granularity: null, ...more };
    expect(encodeClass(some)).toBe(encodeFragment({ class: version, plan: some }));
    expect(decodeClass(encodeClass(some))).toEqual(some);
  });

  test.each([
    { order: ['five-parts', 'five-parts'] },
    { order: ['own:five-parts'] },
    { order: ['../x'] },
    { pauses: [{ id: 'five-parts', title: '' }] },
    { pauses: [{ id: 'pause-abcd', title: 'x'.repeat(121) }] },
    { pauses: Array.from({ length: 21 }, (_, at) => ({ id: `pause-${1000 + at}`, title: '' })) },
    { pauses: [plan.pauses![0], plan.pauses![0]] },
    { minutes: { 'pause:x': 5 } },
  ])('%j cannot be followed', (wrong) => {
    expect(() => decodeClass(encodeFragment({ class: 3, plan: { ...plan, ...wrong } }))).toThrow('corrupt');
  });

  test('with old names of lessons keeps their minutes and their place', () => {
    const old = {
      ...plan,
      lessons: ['01-five-parts'],
      minutes: { '01-five-parts': 15, 'pause-hello': 5 },
      order: ['pause-hello', '01-five-parts'],
    };
    const { lessons, minutes, order } = planNow(old);
    expect([lessons, minutes, order]).toEqual([
      ['five-parts'],
      { 'five-parts': 15, 'pause-hello': 5 },
      ['pause-hello', 'five-parts'],
    ]);
    expect(planNow({ ...old, minutes: { 'five-parts': 20, '01-five-parts': 15 } }).minutes).toEqual({
      'five-parts': 20,
    });
  });
});
