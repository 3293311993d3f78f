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

/** Tells whether a hand-in has an own task that is known from its own plan only. */
export const needsClass = (rows: readonly Row[]): boolean =>
  rows.some(({ handIn, exercises }) => handIn?.class.own?.some(({ id }) => exercises[id]?.verdict === 'unknown'));

/** The title of an own task, as the first hand-in that has one has it. */
export const ownTitleIn = (rows: readonly Row[], id: string): string =>
  rows.flatMap(({ handIn }) => handIn?.class.own ?? []).find((task) => task.id === id)?.title ?? '';

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

const exercisesOfHandIn = (handIn: HandIn | null): string[] => (handIn ? exercisesIn(handIn.class) : []);

/** Exercises that this site does not have, and that the class's plan may have all the same: it is of another version. */
const FEW = 8;

/**
 * The exercises that have a column, in the order in which they first come: those that this site has, and of the others only
 * those of the class's own plan. A hand-in brings its plan with it, so the class's is the one that most of them have; of two,
 * the one with fewer unknown exercises; and one with many is none.
 */
export function exercisesOf(rows: readonly Row[]): string[] {
  const others = new Set(othersOf(rows));
  const columns = rows.flatMap(({ handIn, exercises }) =>
    exercisesOfHandIn(handIn).filter((id) => exercises[id]?.verdict !== 'unknown' || others.has(id)),
  );
  return [...new Set(columns)];
}

function othersOf(rows: readonly Row[]): readonly string[] {
  const plans = new Map<string, { count: number; others: string[] }>();
  for (const { handIn, exercises } of rows) {
    if (!handIn) continue;
    const ids = exercisesIn(handIn.class);
    const plan = JSON.stringify([handIn.class.lessons, ids]);
    const others = ids.filter((id) => exercises[id]?.verdict === 'unknown');
    plans.set(plan, { count: (plans.get(plan)?.count ?? 0) + 1, others });
  }
  const [first] = [...plans.values()].toSorted((a, b) => b.count - a.count || a.others.length - b.others.length);
  return first && first.others.length <= FEW ? first.others : [];
}

/** Counts the exercises of a row that have no column. */
export const withoutColumn = ({ handIn }: Row, columns: readonly string[]): number =>
  exercisesOfHandIn(handIn).filter((id) => !columns.includes(id)).length;

/** The hand-ins of one learner: the newest, and the earlier ones, newest first. */
export interface Learner {
  newest: Row;
  older: readonly Row[];
}

/** The moment a hand-in was made, in milliseconds; one that does not say it is older than all others. */
const madeAt = ({ handIn }: Row): number => Date.parse(handIn?.made ?? '') || 0;

/**
 * One entry for each learner, in the order in which they first come. A learner is a name in a class, whatever its case and
 * spaces; what has no name, or cannot be read, stands for itself. Of two made at the same time the later one is newer.
 */
export function learnersOf(rows: readonly Row[]): Learner[] {
  const groups = Map.groupBy(rows, (row) => {
    const name = (row.handIn?.name ?? '').normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
    return name ? JSON.stringify([row.handIn!.class.title, name]) : row;
  });
  return [...groups.values()].map((group) => {
    const [newest, ...older] = group.toReversed().toSorted((a, b) => madeAt(b) - madeAt(a));
    return { newest: newest!, older };
  });
}

/** The rows without some of them: none says any more that it is the same as one that is gone. */
export function withoutRows(rows: readonly Row[], gone: readonly Row[]): Row[] {
  const left = rows.filter((row) => !gone.includes(row));
  const first = new Map<string, string>();
  return left.map((row) => {
    if (row.problem) return row;
    const sameAs = first.get(row.fingerprint) ?? null;
    if (sameAs === null) first.set(row.fingerprint, row.file);
    return sameAs === row.sameAs ? row : { ...row, sameAs };
  });
}

/** Rows by their learners' names; those without one come last, by their files. */
export const byName = (rows: readonly Row[], descending = false): Row[] =>
  rows.toSorted((a, b) => {
    const [one, two] = [a.handIn?.name ?? '', b.handIn?.name ?? ''];
    if ((one === '') !== (two === '')) return one === '' ? 1 : -1;
    const order = one.localeCompare(two) || a.file.localeCompare(b.file);
    return descending ? -order : order;
  });
