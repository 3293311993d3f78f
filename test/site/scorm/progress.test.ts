import { expect, test } from 'vitest';
import { MOST_CHARACTERS } from '../../../site/scorm/api.ts';
import { reportOf, restore, resumed, suspended, workIn } from '../../../site/scorm/progress.ts';

const course = { lessons: ['01-a', '02-b'], quizzes: { '01-a:end': ['1', '0'], '02-b:end': ['2'] } };

/** As much of a browser's storage as is used. */
function storage(entries: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    key: (at: number) => [...map.keys()][at] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
}

// Two lessons and three questions: each is a fifth.
test('every lesson and every right answer counts one, and done lessons alone complete the course', () => {
  expect(reportOf({}, course)).toMatchObject({ score: 0, status: 'incomplete' });
  expect(reportOf({ 'done:01-a': 'yes', 'quiz:01-a:end': '1,1' }, course)).toMatchObject({
    score: 40,
    status: 'incomplete',
  });
  const done = { 'done:01-a': 'yes', 'done:02-b': 'yes' };
  expect(reportOf(done, course)).toMatchObject({ score: 40, status: 'completed' });
  expect(reportOf({ ...done, 'quiz:01-a:end': '1,0' }, course)).toMatchObject({ score: 80, status: 'passed' });
});

test('what is suspended comes back whole, and fits', () => {
  const work = { 'done:01-a': 'yes', 'passed:put-all': '{"on":"2026-01-01"}', 'quiz:01-a:end': '1,0' };
  expect(resumed(suspended(work))).toEqual(work);
  const much = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`passed:${i}`, String(Math.sin(i))]));
  const text = suspended({ 'done:01-a': 'yes', ...much });
  expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
  expect(resumed(text)).toEqual({ 'done:01-a': 'yes' });
});

test('what cannot be read counts as nothing', () => {
  for (const text of ['', 'nonsense', suspended({ 'done:01-a': 'yes' }).slice(0, -2)])
    expect(resumed(text)).toEqual({});
});

test('earlier work comes to a device, and what is here stays', () => {
  const device = storage({ 'lab:quiz:01-a:end': '0,0', 'lab:theme': 'dark' });
  restore(device, { 'done:01-a': 'yes', 'quiz:01-a:end': '1,0' }, 'ann');
  expect(workIn(device)).toEqual({ 'done:01-a': 'yes', 'quiz:01-a:end': '0,0' });
});

test('on a machine that two learners use, nobody is given what the other did', () => {
  const device = storage();
  restore(device, { 'done:01-a': 'yes' }, 'ann');
  restore(device, {}, 'bob');
  expect(workIn(device)).toEqual({});
});
