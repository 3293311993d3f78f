import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { csvOf, notesOf } from '../class/csv.ts';
import { graderOf } from '../class/grader.ts';
import { MAX_HAND_IN } from '../class/hand-in.ts';
import { regrade, toGrade } from '../class/regrade.ts';
import { byName, exercisesOf, rowOf, type Row, type Score } from '../class/table.ts';
import { tableEn } from '../class/words.ts';
import { startClient } from './client.ts';
import { courseKey } from './exercises.ts';
import { base } from './folder.ts';
import { EXIT, UsageError } from './usage.ts';

/** `lab check --hand-ins`: who of a class passed what, by grading all of it anew. @throws UsageError */
export async function handInsCommand(
  folder: string,
  positionals: readonly string[],
  as: 'json' | 'csv' | 'words',
): Promise<number> {
  if (positionals.length > 0) throw new UsageError(`--hand-ins takes one folder, and nothing else: ${positionals[0]}`);
  const key = courseKey();
  const rows: Row[] = [];
  for (const { name, text } of read(folder)) rows.push(rowOf(name, text, key, rows));
  const work = toGrade(rows);
  if (work.length > 0) {
    const client = startClient();
    try {
      // A terminal sees how far it is; what is printed stays what was asked for.
      const say = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text}\u001b[K`);
      await regrade(work, key, graderOf(client, new AbortController().signal), (done, { row, exercise }, verdict) => {
        row.exercises[exercise]!.verdict = verdict;
        say(`${done} of ${work.length}`);
      });
      say('');
    } finally {
      client.dispose();
    }
  }
  const sorted = byName(rows);
  const text = { json: inJson, csv: (rows: Row[]) => csvOf(rows, tableEn), words: inWords }[as](sorted);
  process.stdout.write(text);
  return rows.some(({ problem }) => problem) ? EXIT.bad : EXIT.good;
}

function read(folder: string): { name: string; text: string }[] {
  const path = resolve(base(), folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`there is no folder ${folder}`);
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.json') && statSync(join(path, name)).isFile())
    .toSorted();
  if (names.length === 0) throw new UsageError(`there is no hand-in (*.json) in ${folder}`);
  return names.map((name) => {
    const tooLarge = statSync(join(path, name)).size > 4 * MAX_HAND_IN;
    return { name, text: tooLarge ? ' '.repeat(MAX_HAND_IN + 1) : readFileSync(join(path, name), 'utf8') };
  });
}

function inJson(rows: readonly Row[]): string {
  const handIns = rows.map(({ file, problem, handIn, edited, sameAs, lessons, quiz, predictions, exercises }) => ({
    file,
    problem,
    name: handIn?.name ?? null,
    made: handIn?.made ?? null,
    class: handIn?.class.title ?? null,
    edited,
    sameAs,
    lessons,
    quiz,
    predictions,
    exercises,
  }));
  return `${JSON.stringify({ handIns }, null, 2)}\n`;
}

function inWords(rows: readonly Row[]): string {
  const ids = exercisesOf(rows);
  const score = ({ right, of }: Score) => (of > 0 ? `${right}/${of}` : '-');
  const head = ['name', 'file', 'lessons', 'quiz', 'predictions', ...ids, 'note'];
  const lines = rows.map((row) => [
    printable(row.handIn?.name ?? ''),
    printable(row.file),
    ...[row.lessons, row.quiz, row.predictions].map(score),
    ...ids.map((id) => {
      const one = Object.hasOwn(row.exercises, id) ? row.exercises[id] : undefined;
      return one ? `${tableEn.verdicts[one.verdict]}${one.claimed ? ' (says: passed)' : ''}` : '-';
    }),
    notesOf(row, tableEn).map(printable).join(' '),
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((line) => widthOf(line[at]!))));
  return [head, ...lines]
    .map(
      (line) =>
        `${line
          .map((cell, at) => cell + ' '.repeat(widths[at]! - widthOf(cell)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** A name may be anything; a terminal would obey some of it. */
const printable = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·');

/** Columns that a terminal takes for it: Chinese characters take two. */
const widthOf = (text: string) =>
  [...text].reduce((sum, char) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(char) ? 2 : 1), 0);
