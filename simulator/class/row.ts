import type { Reach } from '../engines/python/interpreter/evidence.ts';
import type { CourseKey } from './course-key.ts';
import {
  codeOf,
  HandInError,
  fingerprintOf,
  readHandIn,
  type HandIn,
  type HandInProblem,
  type Read,
} from './hand-in.ts';
import { taskOf, type OwnTask } from './own-task.ts';
import { exercisesIn, type ClassPlan } from './plan.ts';

/**
 * The result of one exercise of a hand-in. `open`: there is code, and it has not been graded here; `empty`: there is none;
 * `unknown`: this site has no such exercise; `hangs`: it was ended because it did not come to a switch point;
 * `crashed`: Python died of it; `flagged`: it reaches for the interpreter, so it was not graded, and `reach` says where;
 * `unchecked`: there is code, and its task has no check.
 */
export type ExerciseResult =
  | 'open'
  | 'empty'
  | 'unknown'
  | 'passed'
  | 'failed'
  | 'flagged'
  | 'hangs'
  | 'crashed'
  | 'unchecked';

/** The number of right answers or done lessons, and of all. */
export interface Score {
  right: number;
  of: number;
}

export interface Row {
  /** The name of the file that was opened. */
  file: string;
  /** The reason why it cannot be read; then it has only its file. */
  problem: HandInProblem | null;
  handIn: HandIn | null;
  /** Changed after it was made. */
  edited: boolean;
  /** Saved anew in another encoding, with all that it says. */
  resaved: boolean;
  /** The file before that says the same; null: none does. */
  sameAs: string | null;
  /** Hash of its contents: equal for hand-ins that say the same. */
  fingerprint: string;
  lessons: Score;
  quiz: Score;
  predictions: Score;
  /** By the exercises of its class. `claimed`: the hand-in itself says that it has passed. */
  exercises: Record<string, GradedExercise>;
}

/** An exercise of a hand-in, with what regrading found. `said`: why it failed, in the reader's language. */
interface GradedExercise {
  claimed: boolean;
  verdict: ExerciseResult;
  reach?: Reach | null;
  said?: string;
}

const NONE: Score = { right: 0, of: 0 };

/** The line of a file in the table, after the lines of `before`. Nothing is run, and nothing is thrown. */
export const rowOf = (
  file: string,
  text: string,
  key: CourseKey,
  before: readonly Row[],
  read: (text: string) => Read = readHandIn,
): Row => rowFrom(file, () => read(text), key, before);

/** The same of something that is still to be read. `read` may throw a {@link HandInError}. */
export function rowFrom(file: string, read: () => Read, key: CourseKey, before: readonly Row[]): Row {
  const empty = { file, handIn: null, edited: false, resaved: false, sameAs: null, fingerprint: '', exercises: {} };
  const scores = { lessons: NONE, quiz: NONE, predictions: NONE };
  try {
    const { edited, resaved = false, ...found } = read();
    const handIn = found.classless ? withKnown(found.handIn, key) : found.handIn;
    const fingerprint = fingerprintOf(handIn);
    const sameAs = before.find((row) => row.fingerprint === fingerprint)?.file ?? null;
    return { file, problem: null, handIn, edited, resaved, sameAs, fingerprint, ...scoresOf(handIn, key) };
  } catch (error) {
    if (!(error instanceof HandInError)) throw error;
    return { ...empty, ...scores, problem: error.reason };
  }
}

/** A hand-in without a class, with the lessons and exercises that this site has. */
function withKnown(handIn: HandIn, key: CourseKey): HandIn {
  const lessons = handIn.class.lessons.filter((lesson) => Object.hasOwn(key.lessons, lesson));
  const exercises = handIn.class.exercises.filter((id) => Object.hasOwn(key.exercises, id));
  return { ...handIn, class: { ...handIn.class, lessons, exercises } };
}

/**
 * The key with the own tasks of plans that the instructor has; of two with one id, that of the earlier plan. A plan that comes
 * with a hand-in is the learner's word.
 */
export const withOwn = (key: CourseKey, plans: readonly ClassPlan[]): CourseKey => ({
  ...key,
  exercises: {
    ...Object.fromEntries(plans.toReversed().flatMap(({ own = [] }) => own.map((task) => [task.id, taskOf(task)]))),
    ...key.exercises,
  },
});

/** Own tasks that plans have under one id and with different contents, by their titles: one of the plans is a wrong one. */
export function clashesIn(plans: readonly ClassPlan[]): string[] {
  const byId = Map.groupBy(
    plans.flatMap(({ own = [] }) => own),
    ({ id }) => id,
  );
  const differ = [...byId.values()].filter((tasks) => new Set(tasks.map(checkedBy)).size > 1);
  return differ.map(([{ id, title } = { id: '', title: '' }]) => title || id);
}

/** Everything of a task that its grade depends on. */
const checkedBy = (task: OwnTask): string => JSON.stringify(taskOf(task));

const UNGRADED: readonly ExerciseResult[] = ['open', 'empty', 'unknown', 'unchecked'];

/** Rows as they are with a key that knows more exercises. What was graded stays. */
export const rowsWith = (rows: readonly Row[], key: CourseKey): Row[] =>
  rows.map((row) => {
    if (!row.handIn) return row;
    const graded = Object.entries(row.exercises).filter(([, { verdict }]) => !UNGRADED.includes(verdict));
    const { exercises } = scoresOf(row.handIn, key);
    return { ...row, exercises: { ...exercises, ...Object.fromEntries(graded) } };
  });

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
  const exercises = exercisesIn(plan).map((id) => {
    const task = Object.hasOwn(key.exercises, id) ? key.exercises[id] : undefined;
    const here: ExerciseResult = codeOf(handIn, id) ? (task?.scenarios.length === 0 ? 'unchecked' : 'open') : 'empty';
    const verdict = task ? here : 'unknown';
    return [id, { claimed: Object.hasOwn(entries, `passed:${id}`), verdict }] as const;
  });
  const done = plan.lessons.filter((lesson) => Object.hasOwn(entries, `done:${lesson}`)).length;
  return {
    lessons: { right: done, of: plan.lessons.length },
    quiz,
    predictions,
    exercises: Object.fromEntries(exercises),
  };
}
