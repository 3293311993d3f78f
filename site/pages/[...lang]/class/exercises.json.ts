import { exerciseFor, exerciseIds } from '../../../content/exercises.ts';
import type { ExerciseDetails } from '../../../class/types.ts';
import { localeRoutes, type Locale } from '../../../i18n/index.ts';

export const getStaticPaths = localeRoutes;

/** The checks' own words and the solutions, which an instructor sees beside a learner's code. */
export function GET({ props: { lang } }: { props: { lang: Locale } }): Response {
  const all = exerciseIds().map((id): [string, ExerciseDetails] => {
    const { task, words } = exerciseFor(id, lang)!;
    return [id, { words: { scenarios: words.scenarios, messages: words.messages }, solution: task.solution }];
  });
  return Response.json(Object.fromEntries(all));
}
