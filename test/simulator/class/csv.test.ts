import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf, type CsvMessages } from '../../../simulator/class/csv.ts';
import { handInFile } from '../../../simulator/class/hand-in.ts';
import { rowOf } from '../../../simulator/class/row.ts';
import { exercisesOf } from '../../../simulator/class/table.ts';
import { handIn, key, rowsOf } from './rows.ts';

describe('the table as a file', () => {
  const words: CsvMessages = {
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
      flagged: 'flagged',
      hangs: 'hangs',
      crashed: 'crashed',
      unchecked: 'unchecked',
    },
    problems: {
      'not-a-hand-in': 'none',
      cut: 'cut',
      older: 'old',
      newer: 'new',
      'too-large': 'big',
      unreadable: 'bad',
      empty: 'empty',
      'not-text': 'bytes',
      'no-access': 'shut',
      'broken-link': 'broken',
      'link-loop': 'loop',
      'not-a-file': 'pipe',
    },
    edited: 'edited',
    resaved: 'resaved',
    same: 'same as {file}',
    others: '{count} others',
    reaches: '{exercise}: {name} in line {line} of {file}',
  };

  test('has a line for each row, and begins with the mark of UTF-8', () => {
    const [head, first, second, end] = csvOf(rowsOf(handInFile(handIn('Ada, "A"')), 'x'), words).split('\r\n');
    expect(head).toBe(
      '\ufeffName,File,Made,Class,Note,Done,Lessons,Right,Questions,Guessed,Predictions,put-all,put-all claimed,gone,gone claimed',
    );
    expect(first).toBe('"Ada, ""A""",0.json,2026-11-23T10:00:00.000Z,T,,0,2,0,3,0,2,empty,no,unknown,no');
    expect([second, end]).toEqual([',1.json,,,none,,,,,,,,,,', '']);
  });

  test('has semicolons for spreadsheets that expect them, and the same cells', () => {
    const rows = rowsOf(handInFile(handIn('Ada; "A", =1')), 'x');
    const lines = csvOf(rows, words, ';').split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffName;File;Made;/);
    expect(lines[1]).toMatch(/^"Ada; ""A"",' =1";0\.json;/);
    expect(lines[1]!.split(';')).toHaveLength(csvOf(rows, words).split('\r\n')[1]!.split(',').length);
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    '\rx',
    '\tx',
    '"=1"',
    '﹦1',
    '\u200b=1',
  ])('does not let %j be a formula', (name) => {
    const line = csvOf(rowsOf(handInFile(handIn(name))), words)
      .slice(1)
      .split('\r\n')
      .slice(1)
      .join('\r\n');
    expect(line).toMatch(/^"?'/);
  });

  test.each(
    '007,202611300001,110101199001011234,1e5,1.5E-3,1/2,3-4,2026-01-02,1.2.26,10:30,3月5日,2026年3月5日,００７,TRUE, 007'.split(
      ',',
    ),
  )('keeps the name %j as it is', (name) => {
    expect(csvOf(rowsOf(handInFile(handIn(name))), words).split('\r\n')[1]).toMatch(/^"?'/);
  });

  test('has short whole numbers as numbers', () => {
    expect(csvOf(rowsOf(handInFile(handIn('20261'))), words).split('\r\n')[1]).toMatch(/^20261,/);
  });

  // Each part is a cell where the character before it separates cells.
  test.each(
    [...',;\t\n\r|\u2028'].flatMap((by) => ['=1', ' =1', '"=1"', '＝1', '@a'].map((part) => [by, part] as const)),
  )('nor what comes after %j: %j', (by, part) => {
    const csv = csvOf(
      rowsOf(handInFile({ ...handIn('Ada'), class: { ...handIn('').class, title: `a${by}${part}` } })),
      words,
    );
    expect(csv).toContain(`,"a${by}'${part.replaceAll('"', '""')}",`);
  });

  test('has no cell that begins like a formula, by whatever separator it is read', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '＝',
        ',',
        ';',
        '\t',
        '\n',
        '\r',
        '|',
        ' ',
        '"',
        "'",
        'a',
        '1',
        '\ufeff',
      ),
    });
    fc.assert(
      fc.property(text, text, (name, title) => {
        const row = rowOf('=x;=y', handInFile({ ...handIn(name), class: { ...handIn('').class, title } }), key, []);
        for (const cell of csvOf([row], words)
          .slice(1)
          .split(/[,;\t\n\r|]/))
          expect(cell).not.toMatch(/^[\p{Z}\p{C}"]*[=+\-@＝]/u);
      }),
    );
  });

  test('has columns for the exercises of the course and of the class, and none for a hundred that one hand-in invents', () => {
    const invented = Array.from({ length: 90 }, (_, i) => `invented-${i}`);
    const evil = { ...handIn('Eve'), class: { ...handIn('').class, exercises: [...invented, 'put-all'] } };
    const rows = rowsOf(handInFile(evil), handInFile(handIn('Ada')));
    expect(exercisesOf(rows)).toEqual(['put-all', 'gone']);
    expect(exercisesOf(rows.slice(0, 1))).toEqual(['put-all']);
    const [head, first] = csvOf(rows, words).split('\r\n');
    expect(head).not.toContain('invented');
    expect(first).toContain(',90 others,');
  });
});
