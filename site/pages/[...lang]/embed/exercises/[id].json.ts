import { exerciseFor, pythonExercises, startersOf } from '../../../../content/exercises.ts';
import { courseOf } from '../../../../content/lessons.ts';
import type { EmbeddedProgram } from '../../../../embed/types.ts';
import { localeRoutes, type Locale } from '../../../../i18n/index.ts';

interface Route {
  params: { lang: string | undefined; id: string };
  props: { lang: Locale };
}

export const getStaticPaths = (): Route[] =>
  localeRoutes().flatMap(({ params, props }) => pythonExercises().map((id) => ({ params: { ...params, id }, props })));

/** An exercise with its check, for an editor in another page. */
export async function GET({ params: { id }, props: { lang } }: Route): Promise<Response> {
  const exercise = exerciseFor(id, lang)!;
  const lesson = (await courseOf(lang)).find(({ slug }) => slug === exercise.task.lesson);
  const originals = startersOf(id, lang);
  const href = lesson && `${lesson.href}#${id}`;
  return Response.json({ originals, exercise, ...(href && { href }) } satisfies EmbeddedProgram);
}
