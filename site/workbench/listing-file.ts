import type { CodeFile } from '../editor/types.ts';
import type { Locale } from '../i18n/index.ts';

/** The listings that programs import, in each language; `site/integrations/translated-listings.ts` makes those that are not English. */
const LISTINGS: Record<
  'work_manager' | 'threadpool',
  Record<Locale, () => Promise<{ default: string; from?: string | undefined }>>
> = {
  work_manager: {
    en: () => import('../../lessons/listings/work_manager.py?raw'),
    'zh-cn': () => import('../../lessons/listings/work_manager.py?zh-cn'),
  },
  threadpool: {
    en: () => import('../../lessons/listings/threadpool.py?raw'),
    'zh-cn': () => import('../../lessons/listings/threadpool.py?zh-cn'),
  },
};

/** Fetches a listing that a program imports, with its comments in a language. */
export async function fetchListing(name: keyof typeof LISTINGS, lang: Locale): Promise<CodeFile> {
  const { default: text, from } = await LISTINGS[name][lang]();
  return { name: `${name}.py`, text, ...(from && { from }) };
}
