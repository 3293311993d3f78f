import { exerciseFor, exerciseIds } from '../../../content/exercises.ts';
import { localeRoutes, type Locale } from '../../../i18n/index.ts';

interface Route {
  params: { lang: string | undefined; id: string };
  props: { lang: Locale };
}

export const getStaticPaths = (): Route[] =>
  localeRoutes().flatMap(({ params, props }) => exerciseIds().map((id) => ({ params: { ...params, id }, props })));

/** The solution of an exercise, for a reader who asks for it: file names to texts. */
export function GET({ params: { id }, props: { lang } }: Route): Response {
  return Response.json(exerciseFor(id, lang)!.task.solution);
}
