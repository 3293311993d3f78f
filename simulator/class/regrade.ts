import { isTypeScript } from '../exercise/exercise.ts';
import type { CourseKey } from './course-key.ts';
import type { Reach } from '../engines/python/interpreter/evidence.ts';
import type { Message } from '../exercise/message.ts';
import { codeOf } from './hand-in.ts';
import type { Row, ExerciseResult } from './row.ts';

/** One exercise of one hand-in that has code. */
export interface ToGrade {
  row: Row;
  exercise: string;
  files: Record<string, string>;
}

/**
 * Lists the exercises to grade, in the order of the rows. @param typeScript Those in TypeScript are graded, too. Else they
 * stay open, and the hand-in's own word is shown.
 */
export const toGrade = (rows: readonly Row[], typeScript = false): ToGrade[] =>
  rows.flatMap((row) =>
    Object.entries(row.exercises).flatMap(([exercise, { verdict }]) => {
      const files = ['empty', 'unknown', 'unchecked'].includes(verdict) ? null : codeOf(row.handIn!, exercise);
      return files && (typeScript || !isTypeScript({ starter: files })) ? [{ row, exercise, files }] : [];
    }),
  );

/** Says where files reach for the interpreter. They are not graded, so that an instructor reads the line. */
interface Flagged {
  verdict: 'flagged';
  reach: Reach;
}

/** The first scenario that failed, and its message. An error of the compiler has no scenario: ''. */
export interface WhyFailed {
  scenario: string;
  message: Message;
}

interface Failed {
  verdict: 'failed';
  why: WhyFailed;
}

/** Grades files; null: the grading was stopped. */
export type Grader = (
  task: CourseKey['exercises'][string],
  files: Record<string, string>,
) => Promise<Exclude<ExerciseResult, 'flagged'> | Flagged | Failed | null>;

/** The place where a file reaches for the interpreter, or the reason why it failed; null: neither. */
export type GradingNote = Reach | WhyFailed | null;

export const isWhy = (finding: GradingNote): finding is WhyFailed => finding !== null && 'message' in finding;

/**
 * Grades the code of hand-ins, one after the other; the same code only once. `tell` is called with each verdict.
 * Ends when the grader says that it was stopped; what is known by then stays.
 */
export async function regrade(
  work: readonly ToGrade[],
  key: CourseKey,
  grade: Grader,
  tell: (done: number, graded: ToGrade, verdict: ExerciseResult, finding: GradingNote) => void,
): Promise<'done' | 'stopped'> {
  const known = new Map<string, Exclude<Awaited<ReturnType<Grader>>, null>>();
  for (const [at, one] of work.entries()) {
    const task = key.exercises[one.exercise]!;
    // Files that were not edited are as they began.
    const files = { ...task.starter, ...one.files };
    const same = JSON.stringify([one.exercise, Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    const result = known.get(same) ?? (await grade(task, files));
    if (result === null) return 'stopped';
    known.set(same, result);
    if (typeof result === 'string') tell(at + 1, one, result, null);
    else tell(at + 1, one, result.verdict, result.verdict === 'flagged' ? result.reach : result.why);
  }
  return 'done';
}
