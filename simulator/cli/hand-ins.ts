import process from 'node:process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { csvOf, notesOf } from '../class/csv.ts';
import type { CourseKey } from '../class/course-key.ts';
import { graderOf } from '../class/grader.ts';
import { HandInError, MAX_BYTES, readHandInBytes, type HandInProblem, type Read } from '../class/hand-in.ts';
import { isWhy, regrade, toGrade, type Grader } from '../class/regrade.ts';
import { isClassFile, readClassFile, type ClassPlan } from '../class/plan.ts';
import { clashesIn, rowFrom, withOwn, type Row, type Score } from '../class/row.ts';
import { byName, exercisesOf } from '../class/table.ts';
import { isTypeScript } from '../exercise/exercise.ts';
import { LinkError } from '../link/permalink.ts';
import { tableEn } from '../class/messages.ts';
import { startClient } from './client.ts';
import { courseKey } from './exercises.ts';
import { base } from './base.ts';
import { isFolder, readBytes, type NoBytes } from './read.ts';
import { EXIT, UsageError } from './usage.ts';

/** Runs `lab check --hand-ins`: grades all hand-ins of a class again. @throws UsageError */
export async function handInsCommand(
  folder: string,
  positionals: readonly string[],
  as: 'json' | 'csv' | 'words',
): Promise<number> {
  if (positionals.length > 0) throw new UsageError(`--hand-ins takes one folder, and nothing else: ${positionals[0]}`);
  const [classes, files] = opened(folder);
  const clashes = clashesIn(classes);
  if (clashes.length > 0) throw new UsageError(`files of classes in ${folder} disagree about: ${clashes.join(', ')}`);
  const key = withOwn(courseKey(), classes);
  const rows: Row[] = [];
  for (const { name, read } of files) rows.push(rowFrom(name, read, key, rows));
  const work = toGrade(rows, true);
  if (work.length > 0) {
    const client = startClient();
    const python = graderOf(client, new AbortController().signal);
    const grade: Grader = (task, files) => (isTypeScript(task) ? typeScriptVerdict(task, files) : python(task, files));
    try {
      // A terminal sees how far it is; what is printed stays what was asked for.
      const say = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text}\u001b[K`);
      await regrade(work, key, grade, (done, { row, exercise }, verdict, finding) => {
        const reach = isWhy(finding) ? null : finding;
        Object.assign(row.exercises[exercise]!, { verdict, ...(reach && { reach }) });
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
  if (work.some(({ exercise }) => isTypeScript(key.exercises[exercise]!)))
    (await import('./grade-typescript.ts')).endInTime();
  return rows.some(({ problem }) => problem) ? EXIT.bad : EXIT.good;
}

/** Grades on threads of its own. The compiler is loaded only where it is needed. */
async function typeScriptVerdict(task: CourseKey['exercises'][string], files: Record<string, string>) {
  const { gradeFiles } = await import('./grade-typescript.ts');
  return (await gradeFiles(task, files)).passed ? 'passed' : 'failed';
}

/** The problem of a file that gives no bytes, as a row tells it. */
const PROBLEMS: Readonly<Record<Exclude<NoBytes, 'folder'>, HandInProblem>> = {
  missing: 'broken-link',
  'broken-link': 'broken-link',
  'link-loop': 'link-loop',
  'not-a-file': 'not-a-file',
  'too-large': 'too-large',
  unreadable: 'no-access',
};

/**
 * The classes and the hand-ins of a folder. Own tasks are graded by the file of their class, which lies beside the hand-ins.
 * A folder in it is none, whatever it is called; everything else has a row.
 */
function opened(folder: string): [classes: ClassPlan[], handIns: { name: string; read: () => Read }[]] {
  const path = resolve(base(), folder);
  const names = namesIn(path, folder).filter((name) => /\.json$/i.test(name));
  const files = names.filter((name) => !isFolder(join(path, name))).toSorted();
  for (const name of names) if (!files.includes(name)) process.stderr.write(`lab: a folder, and left out: ${name}\n`);
  if (files.length === 0) throw new UsageError(`there is no hand-in (*.json) in ${folder}`);
  const read = files.map((name) => ({ name, bytes: readBytes(join(path, name), MAX_BYTES) }));
  const classes = new Map(read.flatMap(({ name, bytes }) => classIn(bytes, name)));
  const handIns = read.filter(({ name }) => !classes.has(name));
  return [[...classes.values()], handIns.map(({ name, bytes }) => ({ name, read: () => readFrom(bytes) }))];
}

function readFrom(bytes: ReturnType<typeof readBytes>): Read {
  if (typeof bytes !== 'string') return readHandInBytes(bytes);
  throw new HandInError(bytes === 'folder' ? 'not-a-file' : PROBLEMS[bytes]);
}

/** The class of a file, with its name; nothing: it is none that can be read. */
function classIn(bytes: ReturnType<typeof readBytes>, name: string): [name: string, plan: ClassPlan][] {
  const text = typeof bytes === 'string' ? '' : new TextDecoder().decode(bytes);
  if (!isClassFile(text)) return [];
  try {
    return [[name, readClassFile(text)]];
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    process.stderr.write(`lab: the file of a class, which cannot be read: ${name}\n`);
    return [];
  }
}

function namesIn(path: string, folder: string): string[] {
  if (!isFolder(path)) throw new UsageError(`there is no folder ${folder}`);
  try {
    return readdirSync(path);
  } catch {
    throw new UsageError(`the system does not let this folder be read: ${folder}`);
  }
}

function inJson(rows: readonly Row[]): string {
  const handIns = rows.map(
    ({ file, problem, handIn, edited, resaved, sameAs, lessons, quiz, predictions, exercises }) => ({
      file,
      problem,
      name: handIn?.name ?? null,
      made: handIn?.made ?? null,
      class: handIn?.class.title ?? null,
      edited,
      resaved,
      sameAs,
      lessons,
      quiz,
      predictions,
      exercises,
    }),
  );
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
    notesOf(row, tableEn, ids).map(printable).join(' '),
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
