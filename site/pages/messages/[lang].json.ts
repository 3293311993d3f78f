import { locales, type Locale } from '../../i18n/index.ts';
import { ownMessagesOf } from '../../workbench/messages.ts';

export const getStaticPaths = () => locales.map((lang) => ({ params: { lang } }));

/** The messages of a workbench in one language: lessons do not carry them, because most readers of a page run nothing. */
export const GET = ({ params: { lang } }: { params: { lang: Locale } }): Response => Response.json(ownMessagesOf(lang));
