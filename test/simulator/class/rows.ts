import type { CourseKey } from '../../../simulator/class/course-key.ts';
import type { HandIn } from '../../../simulator/class/hand-in.ts';
import { rowOf, type Row } from '../../../simulator/class/row.ts';

const task = {
  id: 'put-all',
  lesson: '01-a',
  starter: { 'a.py': 'pass' },
  solution: {},
  given: [],
  check: '',
  scenarios: [
    {
      id: 'all-done',
      schedules: 1,
      granularity: 'operation' as const,
      hidden: false,
      events: false,
      operations: {},
      maxSteps: 1,
    },
  ],
};
/** A course with one exercise and a few questions. */
export const key: CourseKey = {
  lessons: { '01-a': { quizzes: { q: [0, 2, 1] }, predictions: { p: 1, r: 0 } } },
  exercises: { 'put-all': task },
};
/** A draft of an exercise, as the browser keeps it. */
export const draft = (text: string) =>
  JSON.stringify({ revision: '1', after: '', files: { 'a.py': { text, from: 'x' } } });
export const handIn = (
  name: string,
  entries: Record<string, string> = {},
  made = '2026-11-23T10:00:00.000Z',
): HandIn => ({
  name,
  made,
  class: { title: 'T', lessons: ['01-a', '02-b'], exercises: ['put-all', 'gone'], policy: null, granularity: null },
  entries,
});
/** Rows of hand-ins, each given as the text of its file. */
export const rowsOf = (...texts: string[]) => {
  const rows: Row[] = [];
  for (const [at, text] of texts.entries()) rows.push(rowOf(`${at}.json`, text, key, rows));
  return rows;
};
