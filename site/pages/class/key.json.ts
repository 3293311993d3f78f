import { exerciseFor, exerciseIds } from '../../content/exercises.ts';
import { lessonsOf, slugOf } from '../../content/lessons.ts';
import { answersOf, withoutSolution, type CourseKey } from '../../../simulator/class/course-key.ts';

/** Answers for judging hand-ins; the class page fetches them with the first one. They are the same in every language. */
export async function GET(): Promise<Response> {
  const lessons = (await lessonsOf('en')).map((lesson) => [slugOf(lesson), answersOf(lesson.body ?? '')] as const);
  const exercises = exerciseIds().map((id) => [id, withoutSolution(exerciseFor(id, 'en')!.task)] as const);
  const key: CourseKey = { lessons: Object.fromEntries(lessons), exercises: Object.fromEntries(exercises) };
  return Response.json(key);
}
