import { readdirSync, readFileSync } from 'node:fs';
import { answersOf, withoutSolution, type CourseKey } from '../class/course-key.ts';
import { exerciseOf, type Exercise } from '../exercise/exercise.ts';

const FOLDER = new URL('../../lessons/exercises/', import.meta.url);

/** Ids of all exercises. */
export const exerciseIdsOnDisk = (): string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

/** An exercise by one of {@link exerciseIdsOnDisk}. @throws Error if its files are not right. */
export const readExercise = (id: string): Exercise =>
  exerciseOf(id, (path) => readFileSync(new URL(path, new URL(`${id}/`, FOLDER)), 'utf8'));

/** Messages that any exercise may need, in English. */
export const generalMessages = (): Record<string, string> =>
  (JSON.parse(readFileSync(new URL('messages.json', FOLDER), 'utf8')) as { en: Record<string, string> }).en;

/** Reads the data that hand-ins are judged by. */
export function courseKey(): CourseKey {
  const lessons = new URL('../../lessons/en/', import.meta.url);
  const names = readdirSync(lessons).filter((name) => name.endsWith('.mdx'));
  const answers = names.map(
    (name) => [name.replace('.mdx', ''), answersOf(readFileSync(new URL(name, lessons), 'utf8'))] as const,
  );
  const exercises = exerciseIdsOnDisk().map((id) => [id, withoutSolution(readExercise(id))] as const);
  return { lessons: Object.fromEntries(answers), exercises: Object.fromEntries(exercises) };
}
