import type { Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';
import { wordsOf } from '../stage/words.ts';
import type { WorkbenchPageMessages } from './types.ts';

/** Id of the page's data: a page with several workbenches has their words once, and in its own language only. */
export const BENCH_WORDS_ID = 'workbench-words';

/** Messages that the page has to carry besides those of the stage. For build time. */
export const ownWordsOf = (lang: Locale): Omit<WorkbenchPageMessages, 'stage'> => ({
  bench: words(lang, 'workbench'),
  editor: words(lang, 'editor'),
  python: words(lang, 'stage-python'),
});

/** All words of a workbench: known when the page is built, read from the page in the browser. */
export function benchWordsOf(lang: Locale): WorkbenchPageMessages {
  const own = import.meta.env.SSR
    ? ownWordsOf(lang)
    : (JSON.parse(document.getElementById(BENCH_WORDS_ID)!.textContent) as Omit<WorkbenchPageMessages, 'stage'>);
  return { ...own, stage: wordsOf(lang) };
}
