import { exercisesOf, type Row, type Score, type Verdict } from './table.ts';
import type { HandInProblem } from './hand-in.ts';

/** The words of a table as a file. */
export interface CsvWords {
  columns: { file: string; name: string; made: string; title: string; note: string };
  /** Two columns each, for a spreadsheet takes `3/5` for a day. */
  lessons: readonly [done: string, of: string];
  quiz: readonly [right: string, of: string];
  predictions: readonly [right: string, of: string];
  /** Of a column; `{exercise}` is filled in. */
  claimed: string;
  yes: string;
  no: string;
  verdicts: Record<Verdict, string>;
  problems: Record<HandInProblem, string>;
  edited: string;
  /** `{file}` is filled in. */
  same: string;
}

/** The table for a spreadsheet: UTF-8 with its mark, lines as RFC 4180 has them, no cell that would be taken for a formula. */
export function csvOf(rows: readonly Row[], words: CsvWords): string {
  const exercises = exercisesOf(rows);
  const { file, name, made, title, note } = words.columns;
  const head = [
    name,
    file,
    made,
    title,
    note,
    ...words.lessons,
    ...words.quiz,
    ...words.predictions,
    ...exercises.flatMap((id) => [id, words.claimed.replace('{exercise}', id)]),
  ];
  const score = ({ right, of }: Score) => (of > 0 ? [`${right}`, `${of}`] : ['', '']);
  const lines = rows.map((row) => [
    row.handIn?.name ?? '',
    row.file,
    row.handIn?.made ?? '',
    row.handIn?.class.title ?? '',
    notesOf(row, words).join('; '),
    ...[row.lessons, row.quiz, row.predictions].flatMap(score),
    ...exercises.flatMap((id) => {
      const one = Object.hasOwn(row.exercises, id) ? row.exercises[id] : undefined;
      return one ? [words.verdicts[one.verdict], one.claimed ? words.yes : words.no] : ['', ''];
    }),
  ]);
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** What is to be said of a line besides its numbers. */
export const notesOf = (row: Row, words: Pick<CsvWords, 'problems' | 'edited' | 'same'>): string[] => [
  ...(row.problem ? [words.problems[row.problem]] : []),
  ...(row.edited ? [words.edited] : []),
  ...(row.sameAs === null ? [] : [words.same.replace('{file}', () => row.sameAs!)]),
];

/** A spreadsheet takes a cell that begins with one of these for a formula, unless an apostrophe comes first. */
function cell(text: string): string {
  const plain = /^\s*[=+\-@\t\r|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(plain) || plain !== plain.trim() ? `"${plain.replaceAll('"', '""')}"` : plain;
}
