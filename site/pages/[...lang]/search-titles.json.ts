import { localeRoutes, type Locale } from '../../i18n/index.ts';
import { titlesOf } from '../../search/titles.ts';

export const getStaticPaths = localeRoutes;

/** Everything that the search finds by its title. */
export const GET = async ({ props: { lang } }: { props: { lang: Locale } }): Promise<Response> =>
  Response.json(await titlesOf(lang));
