import { pythonListings, withImports } from '../../../../content/listings.ts';
import type { EmbeddedProgram } from '../../../../embed/types.ts';
import { localeRoutes, type Locale } from '../../../../i18n/index.ts';

interface Route {
  params: { lang: string | undefined; name: string };
  props: { lang: Locale };
}

export const getStaticPaths = (): Route[] =>
  localeRoutes().flatMap(({ params, props }) =>
    pythonListings().map((name) => ({ params: { ...params, name }, props })),
  );

/** A listing with what it imports, for an editor in another page. */
export function GET({ params: { name }, props: { lang } }: Route): Response {
  return Response.json({ originals: withImports(name, lang) } satisfies EmbeddedProgram);
}
