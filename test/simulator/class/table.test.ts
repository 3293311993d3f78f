import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../simulator/class/csv.ts';
import { handInFile, MAX_BYTES, readHandInBytes } from '../../../simulator/class/hand-in.ts';
import { regrade, toGrade } from '../../../simulator/class/regrade.ts';
import { tableEn } from '../../../simulator/class/messages.ts';
import { rowFrom, type Row } from '../../../simulator/class/row.ts';
import { byName, exercisesOf, learnersOf, withoutRows } from '../../../simulator/class/table.ts';
import { draft, handIn, key, rowsOf } from './rows.ts';

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

describe('a learner', () => {
  const at = (name: string, made: string, entries = {}) => handInFile(handIn(name, entries, made));
  const files = (rows: Row[]) =>
    learnersOf(rows).map(({ newest, older }) => [newest, ...older].map(({ file }) => file));

  test('has one row, the newest, whatever the order in which files are opened', () => {
    const [early, late, last] = ['2026-11-23T10:00:00.000Z', '2026-11-23T11:30:00+01:00', '2026-11-23T12:00:00.000Z'];
    // 11:30 in Berlin is 10:30 in UTC: between the other two.
    expect(files(rowsOf(at('Ada', late), at('Bob', early), at('Ada', last), at('Ada', early)))).toEqual([
      ['2.json', '0.json', '3.json'],
      ['1.json'],
    ]);
  });

  test('is the same under a name with other case, width and spaces; of equal times the later opened is newer', () => {
    const made = '2026-11-23T10:00:00.000Z';
    expect(files(rowsOf(at('Ada  King', made), at(' ada king ', made), at('Ａda King', made)))).toEqual([
      ['2.json', '1.json', '0.json'],
    ]);
  });

  test('without a name, in another class, or whose file cannot be read, stands alone; a wrong time is the oldest', () => {
    const other = handInFile({ ...handIn('Ada'), class: { ...handIn('').class, title: 'Wednesday' } });
    const rows = rowsOf(at('', 'x'), at('', 'x'), 'x', at('Ada', '2026-11-23'), other, at('Ada', 'yesterday'));
    expect(files(rows)).toEqual([['0.json'], ['1.json'], ['2.json'], ['3.json', '5.json'], ['4.json']]);
  });

  test('who is removed is not named any more by those who handed in the same', () => {
    const rows = rowsOf(...[1, 2, 3].map(() => handInFile(handIn('Ada'))), 'x');
    expect(rows.map(({ sameAs }) => sameAs)).toEqual([null, '0.json', '0.json', null]);
    expect(withoutRows(rows, [rows[0]!]).map(({ file, sameAs }) => [file, sameAs])).toEqual([
      ['1.json', null],
      ['2.json', '1.json'],
      ['3.json', null],
    ]);
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

test('what reaches for the interpreter is told with its line, once for equal files, and is no verdict of the check', async () => {
  const code = { 'draft:v1:try-put-all': JSON.stringify({ files: { 'a.py': { text: 'x' } } }) };
  const rows = rowsOf(handInFile(handIn('Ada', code)), handInFile(handIn('Bob', code)));
  const reach = { file: 'a.py', line: 4, name: '__globals__' };
  const told: unknown[] = [];
  await regrade(
    toGrade(rows),
    key,
    () => Promise.resolve({ verdict: 'flagged', reach }),
    (_, { exercise }, ...found) => told.push([exercise, ...found]),
  );
  expect(told).toEqual([
    ['put-all', 'flagged', reach],
    ['put-all', 'flagged', reach],
  ]);
  rows[0]!.exercises['put-all'] = { claimed: true, verdict: 'flagged', reach };
  expect(csvOf(rows, tableEn).split('\r\n')[1]).toContain(
    'put-all was not graded: line 4 of a.py reaches for the interpreter (__globals__). No solution needs that. Read the line.',
  );
});

test('what failed is told with its scenario and message, once for equal files, and stands in the note', async () => {
  const code = { 'draft:v1:try-put-all': JSON.stringify({ files: { 'a.py': { text: 'x' } } }) };
  const rows = rowsOf(handInFile(handIn('Ada', code)), handInFile(handIn('Bob', code)));
  const why = { scenario: 'all-done', message: { key: 'lost', values: { count: 2 }, status: 'finished' as const } };
  const told: unknown[] = [];
  await regrade(
    toGrade(rows),
    key,
    () => Promise.resolve({ verdict: 'failed', why }),
    (done, _, ...found) => told.push([done, ...found]),
  );
  expect(told).toEqual([
    [1, 'failed', why],
    [2, 'failed', why],
  ]);
  rows[0]!.exercises['put-all'] = { claimed: false, verdict: 'failed', said: 'All done: two are lost' };
  expect(csvOf(rows, tableEn).split('\r\n')[1]).toContain(',put-all: All done: two are lost,');
});

describe('the bytes of a file', () => {
  const whole = handInFile(handIn('Zoë 王'));
  const bytesOf = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));
  test.each([
    ['UTF-8', bytesOf(whole, 'utf8'), false],
    ['UTF-8 with its mark', bytesOf(`\ufeff${whole}`, 'utf8'), true],
    ['UTF-16', bytesOf(`\ufeff${whole}`, 'utf16le'), true],
    ['UTF-16, the other way round', new Uint8Array(Buffer.from(`\ufeff${whole}`, 'utf16le').swap16()), true],
  ])('are read as %s, and it is said when somebody has saved them anew', (_, bytes, resaved) => {
    const row = rowFrom('a.json', () => readHandInBytes(bytes), key, []);
    expect([row.problem, row.handIn?.name, row.edited, row.resaved]).toEqual([null, 'Zoë 王', false, resaved]);
  });

  test.each([
    ['no bytes', 'empty', new Uint8Array()],
    ['Latin-1', 'not-text', bytesOf(whole.replaceAll('王', 'ö'), 'latin1')],
    ['half of a character of UTF-16', 'not-text', new Uint8Array([0xff, 0xfe, 0x7b])],
    ['a picture', 'not-text', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['more than any hand-in has', 'too-large', new Uint8Array(MAX_BYTES + 1)],
    ['zeros', 'not-a-hand-in', new Uint8Array(1000)],
  ])('that are %s: %s', (_, problem, bytes) => {
    expect(rowFrom('a.json', () => readHandInBytes(bytes), key, [])).toMatchObject({ problem, handIn: null });
  });
});
