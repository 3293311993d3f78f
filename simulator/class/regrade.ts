import type { CourseKey } from './course-key.ts';
import type { Reach } from '../engines/python/interpreter/evidence.ts';
import { codeOf } from './hand-in.ts';
import type { Row, ExerciseResult } from './table.ts';

/** One exercise of one hand-in that has code. */
export interface ToGrade {
  row: Row;
  exercise: string;
  files: Record<string, string>;
}

/** Lists the exercises to grade, in the order of the rows. */
export const toGrade = (rows: readonly Row[]): ToGrade[] =>
  rows.flatMap((row) =>
    Object.entries(row.exercises).flatMap(([exercise, { verdict }]) => {
      const files = verdict === 'empty' || verdict === 'unknown' ? null : codeOf(row.handIn!, exercise);
      return files ? [{ row, exercise, files }] : [];
    }),
  );

/** Says where files reach for the interpreter. They are not graded, so that an instructor reads the line. */
interface Flagged {
  verdict: 'flagged';
  reach: Reach;
}

/** Grades files; null: the grading was stopped. */
export type Grader = (
  task: CourseKey['exercises'][string],
  files: Record<string, string>,
) => Promise<Exclude<ExerciseResult, 'flagged'> | Flagged | null>;

/**
 * Grades the code of hand-ins, one after the other; the same code only once. `tell` is called with each verdict.
 * Ends when the grader says that it was stopped; what is known by then stays.
 */
export async function regrade(
  work: readonly ToGrade[],
  key: CourseKey,
  grade: Grader,
  tell: (done: number, graded: ToGrade, verdict: ExerciseResult, reach: Reach | null) => void,
): Promise<'done' | 'stopped'> {
  const known = new Map<string, Exclude<Awaited<ReturnType<Grader>>, null>>();
  for (const [at, one] of work.entries()) {
    const task = key.exercises[one.exercise]!;
    // Files that were not edited are as they began.
    const files = { ...task.starter, ...one.files };
    const same = JSON.stringify([one.exercise, Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    const verdict = known.get(same) ?? (await grade(task, files));
    if (verdict === null) return 'stopped';
    known.set(same, verdict);
    const [said, reach] = typeof verdict === 'string' ? [verdict, null] : [verdict.verdict, verdict.reach];
    tell(at + 1, one, said, reach);
  }
  return 'done';
}
