import { describe, expect, test } from 'vitest';
import type { CourseKey } from '../../../simulator/class/course-key.ts';
import { csvOf, type CsvWords } from '../../../simulator/class/csv.ts';
import { handInFile, type HandIn } from '../../../simulator/class/hand-in.ts';
import { regrade, toGrade } from '../../../simulator/class/regrade.ts';
import { byName, exercisesOf, rowOf, type Row } from '../../../simulator/class/table.ts';

const task = { id: 'put-all', lesson: '01-a', starter: { 'a.py': 'pass' }, solution: {}, check: '', scenarios: [] };
const key: CourseKey = {
  lessons: { '01-a': { quizzes: { q: [0, 2, 1] }, predictions: { p: 1, r: 0 } } },
  exercises: { 'put-all': task },
};
const draft = (text: string) => JSON.stringify({ revision: '1', after: '', files: { 'a.py': { text, from: 'x' } } });
const handIn = (name: string, entries: Record<string, string> = {}, made = '2026-11-23T10:00:00.000Z'): HandIn => ({
  name,
  made,
  class: { title: 'T', lessons: ['01-a', '02-b'], exercises: ['put-all', 'gone'], policy: null, granularity: null },
  entries,
});
const rowsOf = (...texts: string[]) => {
  const rows: Row[] = [];
  for (const [at, text] of texts.entries()) rows.push(rowOf(`${at}.json`, text, key, rows));
  return rows;
};

describe('a line of the table', () => {
  test('counts what is right by the key, and takes only claims from the file', () => {
    // Of the quiz 0 and 1 are right and the second was left out; of the predictions the first.
    const entries = {
      'quiz:01-a:q': '0,,1',
      'predict:01-a:p': '1',
      'predict:01-a:r': '2',
      'done:02-b': 'yes',
      'passed:put-all': '{}',
    };
    const [row] = rowsOf(handInFile(handIn('Ada', entries)));
    expect([row!.lessons, row!.quiz, row!.predictions]).toEqual([
      { right: 1, of: 2 },
      { right: 2, of: 3 },
      { right: 1, of: 2 },
    ]);
    expect(row!.exercises).toEqual({
      'put-all': { claimed: true, verdict: 'empty' },
      gone: { claimed: false, verdict: 'unknown' },
    });
  });

  test('says what is wrong with its file, and the others are there all the same', () => {
    const whole = handInFile(handIn('Ada'));
    const rows = rowsOf(whole, whole.slice(0, 90), 'x', handInFile(handIn('Ada', {}, '2026-11-24T10:00:00.000Z')));
    expect(rows.map(({ problem, sameAs }) => [problem, sameAs])).toEqual([
      [null, null],
      ['cut', null],
      ['not-a-hand-in', null],
      [null, '0.json'],
    ]);
    expect(exercisesOf(rows)).toEqual(['put-all', 'gone']);
  });

  test('has its place by the learner’s name, and the nameless last', () => {
    const rows = rowsOf(...['Bob', '', 'Ada', 'Zoë'].map((name) => handInFile(handIn(name))));
    const names = (rows: Row[]) => rows.map((row) => row.handIn!.name);
    expect(names(byName(rows))).toEqual(['Ada', 'Bob', 'Zoë', '']);
    expect(names(byName(rows, true))).toEqual(['Zoë', 'Bob', 'Ada', '']);
  });
});

describe('regrading', () => {
  const rows = rowsOf(
    ...['good', 'bad', 'good'].map((text, at) => handInFile(handIn(`${at}`, { 'draft:v1:try-put-all': draft(text) }))),
    handInFile(handIn('empty')),
    'x',
  );

  test('grades what has code, the same code once', async () => {
    const asked: string[] = [];
    const told: unknown[] = [];
    const how = await regrade(
      toGrade(rows),
      key,
      (_, files) => {
        asked.push(files['a.py']!);
        return Promise.resolve(files['a.py'] === 'good' ? 'passed' : 'failed');
      },
      (done, { row }, verdict) => told.push([done, row.file, verdict]),
    );
    expect([how, asked]).toEqual(['done', ['good', 'bad']]);
    expect(told).toEqual([
      [1, '0.json', 'passed'],
      [2, '1.json', 'failed'],
      [3, '2.json', 'passed'],
    ]);
  });

  test('ends where it is stopped, and what is known stays', async () => {
    let told = 0;
    const how = await regrade(
      toGrade(rows),
      key,
      (_, files) => Promise.resolve(files['a.py'] === 'good' ? 'passed' : null),
      () => told++,
    );
    expect([how, told]).toEqual(['stopped', 1]);
  });
});

describe('the table as a file', () => {
  const words: CsvWords = {
    columns: { name: 'Name', file: 'File', made: 'Made', title: 'Class', note: 'Note' },
    lessons: ['Done', 'Lessons'],
    quiz: ['Right', 'Questions'],
    predictions: ['Guessed', 'Predictions'],
    claimed: '{exercise} claimed',
    yes: 'yes',
    no: 'no',
    verdicts: {
      open: 'open',
      empty: 'empty',
      unknown: 'unknown',
      passed: 'passed',
      failed: 'failed',
      hangs: 'hangs',
      crashed: 'crashed',
    },
    problems: {
      'not-a-hand-in': 'none',
      cut: 'cut',
      older: 'old',
      newer: 'new',
      'too-large': 'big',
      unreadable: 'bad',
    },
    edited: 'edited',
    same: 'same as {file}',
  };

  test('has a line for each row, and begins with the mark of UTF-8', () => {
    const [head, first, second, end] = csvOf(rowsOf(handInFile(handIn('Ada, "A"')), 'x'), words).split('\r\n');
    expect(head).toBe(
      '\ufeffName,File,Made,Class,Note,Done,Lessons,Right,Questions,Guessed,Predictions,put-all,put-all claimed,gone,gone claimed',
    );
    expect(first).toBe('"Ada, ""A""",0.json,2026-11-23T10:00:00.000Z,T,,0,2,0,3,0,2,empty,no,unknown,no');
    expect([second, end]).toEqual([',1.json,,,none,,,,,,,,,,', '']);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1'])('does not let %j be a formula', (name) => {
    const line = csvOf(rowsOf(handInFile(handIn(name))), words).split('\r\n')[1]!;
    expect(line).toMatch(/^"?'/);
  });
});
