import type { CourseKey } from './course-key.ts';
import { codeOf, HandInError, printOf, readHandIn, type HandIn, type HandInProblem } from './hand-in.ts';

/**
 * What is known of an exercise of a hand-in. `open`: there is code, and it has not been graded here; `empty`: there is none;
 * `unknown`: this site has no such exercise; `hangs`: it was ended because it did not come to a switch point;
 * `crashed`: Python died of it.
 */
export type Verdict = 'open' | 'empty' | 'unknown' | 'passed' | 'failed' | 'hangs' | 'crashed';

/** Right ones, of all. */
export interface Score {
  right: number;
  of: number;
}

export interface Row {
  /** What was opened: a file's name. */
  file: string;
  /** Why it cannot be read; then it has only its file. */
  problem: HandInProblem | null;
  handIn: HandIn | null;
  /** Changed after it was made. */
  edited: boolean;
  /** The file before that says the same; null: none does. */
  sameAs: string | null;
  /** Tells what it says. */
  print: string;
  lessons: Score;
  quiz: Score;
  predictions: Score;
  /** By the exercises of its class. `claimed`: the hand-in itself says that it has passed. */
  exercises: Record<string, { claimed: boolean; verdict: Verdict }>;
}

const NONE: Score = { right: 0, of: 0 };

/** The line of a file in the table, after the lines of `before`. Nothing is run, and nothing is thrown. */
export function rowOf(
  file: string,
  text: string,
  key: CourseKey,
  before: readonly Row[],
  read: typeof readHandIn = readHandIn,
): Row {
  const empty = { file, handIn: null, edited: false, sameAs: null, print: '', exercises: {} };
  const scores = { lessons: NONE, quiz: NONE, predictions: NONE };
  try {
    const { handIn, edited } = read(text);
    const print = printOf(handIn);
    const sameAs = before.find((row) => row.print === print)?.file ?? null;
    return { file, problem: null, handIn, edited, sameAs, print, ...scoresOf(handIn, key) };
  } catch (error) {
    if (!(error instanceof HandInError)) throw error;
    return { ...empty, ...scores, problem: error.reason };
  }
}

function scoresOf(handIn: HandIn, key: CourseKey): Pick<Row, 'lessons' | 'quiz' | 'predictions' | 'exercises'> {
  const { class: plan, entries } = handIn;
  const quiz = { right: 0, of: 0 };
  const predictions = { right: 0, of: 0 };
  for (const lesson of plan.lessons) {
    const answers = Object.hasOwn(key.lessons, lesson) ? key.lessons[lesson]! : { quizzes: {}, predictions: {} };
    for (const [id, right] of Object.entries(answers.quizzes)) {
      const given = (entries[`quiz:${lesson}:${id}`] ?? '').split(',');
      quiz.of += right.length;
      quiz.right += right.filter((choice, question) => given[question] === String(choice)).length;
    }
    for (const [id, right] of Object.entries(answers.predictions)) {
      predictions.of += 1;
      predictions.right += entries[`predict:${lesson}:${id}`] === String(right) ? 1 : 0;
    }
  }
  const exercises = plan.exercises.map((id) => {
    const known = Object.hasOwn(key.exercises, id);
    const verdict: Verdict = !known ? 'unknown' : codeOf(handIn, id) ? 'open' : 'empty';
    return [id, { claimed: `passed:${id}` in entries, verdict }] as const;
  });
  const done = plan.lessons.filter((lesson) => `done:${lesson}` in entries).length;
  return {
    lessons: { right: done, of: plan.lessons.length },
    quiz,
    predictions,
    exercises: Object.fromEntries(exercises),
  };
}

/** The exercises of all the rows' classes, in the order in which they first come. */
export const exercisesOf = (rows: readonly Row[]): string[] => [
  ...new Set(rows.flatMap(({ handIn }) => handIn?.class.exercises ?? [])),
];

/** Rows by their learners' names; those without one come last, by their files. */
export const byName = (rows: readonly Row[], descending = false): Row[] =>
  rows.toSorted((a, b) => {
    const [one, two] = [a.handIn?.name ?? '', b.handIn?.name ?? ''];
    if ((one === '') !== (two === '')) return one === '' ? 1 : -1;
    const order = one.localeCompare(two) || a.file.localeCompare(b.file);
    return descending ? -order : order;
  });
