import { lessonsOf, slugOf } from './lessons.ts';
import type { Question } from './questions.ts';
import { recalledIn } from './recalled.ts';
import type { Locale } from '../i18n/index.ts';

/** Three questions of earlier lessons, to begin a lesson with. The first lesson has none. */
export async function recallOf(lang: Locale, slug: string): Promise<Question[]> {
  const lessons = await lessonsOf(lang);
  const questions = recalledIn(lessons.map(({ body }) => body ?? ''));
  return questions[lessons.findIndex((lesson) => slugOf(lesson) === slug)] ?? [];
}
