import { lessonsOf, numberOf, slugOf } from './lessons.ts';
import { questionsOf, type Question } from './questions.ts';
import type { Locale } from '../i18n/index.ts';

/** Distances in lessons from which the three questions come from: the last lesson, one a while ago, one long ago. */
const BACK = [1, 3, 7];

/**
 * Three questions of earlier lessons, to begin a lesson with. No question comes back twice.
 */
export async function recallOf(lang: Locale, slug: string): Promise<Question[]> {
  const lessons = await lessonsOf(lang);
  const asked = new Set<string>();
  for (const [at, lesson] of lessons.entries()) {
    const earlier = lessons.slice(0, at).flatMap((each) =>
      questionsOf(each.body ?? '').map((question, index) => ({
        question,
        id: `${slugOf(each)} ${index}`,
        back: numberOf(lesson) - numberOf(each),
      })),
    );
    const chosen = BACK.flatMap((back) => {
      const left = earlier.filter(({ id }) => !asked.has(id));
      const nearest = left.toSorted((a, b) => Math.abs(a.back - back) - Math.abs(b.back - back))[0];
      if (!nearest) return [];
      asked.add(nearest.id);
      return [nearest.question];
    });
    if (slugOf(lesson) === slug) return chosen;
  }
  return [];
}
