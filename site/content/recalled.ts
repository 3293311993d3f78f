import { questionsOf, type Question } from './questions.ts';

/** Distances in lessons from which the three questions come from: the last lesson, one a while ago, one long ago. */
const BACK = [1, 3, 7];

/** The questions that each lesson begins with, all of earlier lessons. `bodies` are in order, and no question comes twice. */
export function recalledIn(bodies: readonly string[]): Question[][] {
  const asked = new Set<Question>();
  const ofAll = bodies.map(questionsOf);
  return bodies.map((_, at) => {
    const earlier = ofAll.slice(0, at).flatMap((own, from) => own.map((question) => ({ question, back: at - from })));
    return BACK.flatMap((back) => {
      const left = earlier.filter(({ question }) => !asked.has(question));
      const nearest = left.toSorted((a, b) => Math.abs(a.back - back) - Math.abs(b.back - back))[0];
      if (!nearest) return [];
      asked.add(nearest.question);
      return [nearest.question];
    });
  });
}
