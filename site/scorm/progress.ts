import * as v from 'valibot';
import { entriesNow } from '../../simulator/link/lesson-names.ts';
import { LinkError, encodeFragment, decodeFragment } from '../../simulator/link/permalink.ts';
import { MOST_CHARACTERS, type ScormReport } from './api.ts';

/** The course's lessons, and for each quiz the right answer of each question. Made when it is packed. */
export interface Course {
  lessons: readonly string[];
  /** By `lesson:quiz`. */
  quizzes: Readonly<Record<string, readonly string[]>>;
}

/** Percent from which the course is passed and not only completed. */
const PASS = 80;
const PREFIX = 'lab:';
const KINDS = ['done:', 'quiz:', 'passed:'];
const LEARNER = `${PREFIX}scorm-learner`;
const entriesSchema = v.record(
  v.pipe(
    v.string(),
    v.check((key) => KINDS.some((kind) => key.startsWith(kind))),
  ),
  v.string(),
);

/** Reads a learner's work, as it is kept on the device (see `store.ts`). */
export function workIn(storage: Storage): Record<string, string> {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i)!)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
    .filter((key) => KINDS.some((kind) => key.startsWith(kind)));
  return Object.fromEntries(keys.toSorted().map((key) => [key, storage.getItem(PREFIX + key)!]));
}

/** Counts how much of the course is done: every lesson and every question of a quiz is one. */
export function countOf(work: Record<string, string>, { lessons, quizzes }: Course) {
  const done = lessons.filter((slug) => work[`done:${slug}`] !== undefined).length;
  const questions = Object.values(quizzes).flat().length;
  const right = Object.entries(quizzes).reduce((sum, [id, answers]) => {
    const given = work[`quiz:${id}`]?.split(',') ?? [];
    return sum + answers.filter((answer, i) => given[i] === answer).length;
  }, 0);
  return { done, lessons: lessons.length, right, questions };
}

/** Makes the report of a learner's work. */
export function reportOf(work: Record<string, string>, course: Course): ScormReport {
  const { done, lessons, right, questions } = countOf(work, course);
  const score = Math.round((100 * (done + right)) / Math.max(1, lessons + questions));
  const status = done < lessons ? 'incomplete' : score < PASS ? 'completed' : 'passed';
  return { score, status, suspend: suspended(work) };
}

/** The work as text that fits into the platform's field. Where it does not, what counts least is left out. */
export function suspended(work: Record<string, string>): string {
  for (const kinds of [KINDS, ['done:', 'quiz:'], ['done:']]) {
    const kept = Object.entries(work).filter(([key]) => kinds.some((kind) => key.startsWith(kind)));
    const text = encodeFragment(Object.fromEntries(kept));
    if (text.length <= MOST_CHARACTERS) return text;
  }
  return '';
}

/** Reads what {@link suspended} wrote; what cannot be read counts as nothing. */
export function resumed(text: string): Record<string, string> {
  try {
    const parsed = v.safeParse(entriesSchema, decodeFragment(text, 100_000));
    return parsed.success ? entriesNow(parsed.output) : {};
  } catch (error) {
    if (error instanceof LinkError) return {};
    throw error;
  }
}

/**
 * Brings a learner's earlier work to this device. The work that is here stays, unless it is another
 * learner's: on a shared machine, no learner may be given the work of another.
 */
export function restore(storage: Storage, work: Record<string, string>, learner: string): void {
  const before = storage.getItem(LEARNER);
  if (before !== null && before !== learner)
    for (const key of Object.keys(workIn(storage))) storage.removeItem(PREFIX + key);
  storage.setItem(LEARNER, learner);
  for (const [key, value] of Object.entries(work))
    if (storage.getItem(PREFIX + key) === null) storage.setItem(PREFIX + key, value);
}
