import { fill } from '../trace/fill.ts';
import type { Row, Score, ExerciseResult } from './row.ts';
import { exercisesOf, ownTitleIn, withoutColumn } from './table.ts';
import type { HandInProblem } from './hand-in.ts';

/** Messages of a table as a file. */
export interface CsvMessages {
  columns: { file: string; name: string; made: string; title: string; note: string };
  /** Two columns each, for a spreadsheet takes `3/5` for a day. */
  lessons: readonly [done: string, of: string];
  quiz: readonly [right: string, of: string];
  predictions: readonly [right: string, of: string];
  /** Of a column; `{exercise}` is filled in. */
  claimed: string;
  yes: string;
  no: string;
  verdicts: Record<ExerciseResult, string>;
  problems: Record<HandInProblem, string>;
  edited: string;
  resaved: string;
  /** `{file}` is filled in. */
  same: string;
  /** `{count}` is filled in. */
  others: string;
  /** Of an exercise that was not graded; `{exercise}`, `{file}`, `{line}` and `{name}` are filled in. */
  reaches: string;
}

/**
 * The table for a spreadsheet: UTF-8 with its mark, lines as RFC 4180 has them. Where a comma is in numbers, spreadsheets
 * expect semicolons. No cell is taken for a formula or a day, whatever separator the spreadsheet goes by.
 */
export function csvOf(rows: readonly Row[], words: CsvMessages, separator: ',' | ';' = ','): string {
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
    ...exercises
      .map((id) => columnOf(id, rows))
      .flatMap((name) => [name, words.claimed.replace('{exercise}', () => name)]),
  ];
  const score = ({ right, of }: Score) => (of > 0 ? [`${right}`, `${of}`] : ['', '']);
  const lines = rows.map((row) => [
    row.handIn?.name ?? '',
    row.file,
    row.handIn?.made ?? '',
    row.handIn?.class.title ?? '',
    notesOf(row, words, exercises).join('; '),
    ...[row.lessons, row.quiz, row.predictions].flatMap(score),
    ...exercises.flatMap((id) => {
      const one = Object.hasOwn(row.exercises, id) ? row.exercises[id] : undefined;
      return one ? [words.verdicts[one.verdict], one.claimed ? words.yes : words.no] : ['', ''];
    }),
  ]);
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(separator)).join('\r\n')}\r\n`;
}

/** An exercise's column: an own task is not known by its id. */
const columnOf = (id: string, rows: readonly Row[]): string => [ownTitleIn(rows, id), id].filter(Boolean).join(' – ');

/** Lists the remarks about a line that have no column of their own. */
export const notesOf = (
  row: Row,
  words: Pick<CsvMessages, 'problems' | 'edited' | 'resaved' | 'same' | 'others' | 'reaches'>,
  exercises: readonly string[],
): string[] => {
  const others = withoutColumn(row, exercises);
  return [
    ...(row.problem ? [words.problems[row.problem]] : []),
    ...(row.edited ? [words.edited] : []),
    ...(row.resaved ? [words.resaved] : []),
    ...(row.sameAs === null ? [] : [fill(words.same, { file: row.sameAs })]),
    ...Object.entries(row.exercises).flatMap(([exercise, { said }]) => (said ? [`${exercise}: ${said}`] : [])),
    ...Object.entries(row.exercises).flatMap(([exercise, { reach }]) =>
      reach ? [fill(words.reaches, { exercise, file: reach.file, line: reach.line, name: reach.name })] : [],
    ),
    ...(others > 0 ? [fill(words.others, { count: others })] : []),
  ];
};

/**
 * Signs that a formula begins with, as a spreadsheet reads them: in full width, small, raised or lowered they are the same.
 */
const SIGNS = '=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−';
/** Characters that a spreadsheet may skip at the beginning of a cell: spaces, invisible ones, quotation marks. */
const PASSED = '[\\p{Z}\\p{C}"“”‘’`]*';
/** Characters that separate cells, in one spreadsheet or another. */
const SEPARATORS = ',;|\\t\\n\\v\\f\\r\\u0085\\u2028\\u2029';
/**
 * The places where a formula may begin: at the start of the text, and after a separator of cells. In some imports a space
 * is one.
 */
const FORMULA = new RegExp(
  `(?<=^|[${SEPARATORS}])(?=${PASSED}[${SIGNS}]|[\\t\\r|%])|(?<=[^\\p{Z}\\p{C}"“”‘’\`',;|]\\p{Zs}+)(?=[${SIGNS}]\\S)`,
  'gu',
);
const QUOTED = new RegExp(`["${SEPARATORS}]`);

/**
 * Texts that a spreadsheet changes as it reads them: numbers with zeros before them or too many digits, fractions, days. Learners
 * may have such a number for a name. In full width they are the same.
 */
const CHANGED = /^\s*(?:0\d+|\d{12,}|\d[\d.]*e[+-]?\d+|\d+(?:[-/.:年月]\d+)+日?|true|false)\s*$/iu;

/** With an apostrophe before what would be taken for a formula, or for another number than it is: then it is text. */
function cell(text: string): string {
  const plain = CHANGED.test(text.normalize('NFKC')) ? `'${text}` : text.replaceAll(FORMULA, "'");
  return QUOTED.test(plain) || plain !== plain.trim() ? `"${plain.replaceAll('"', '""')}"` : plain;
}
