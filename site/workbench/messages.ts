import type { Locale } from '../i18n/index.ts';
import { words } from '../i18n/words.ts';
import { readJson } from '../ui/json-once.ts';
import { stageMessagesOf } from '../stage/messages.ts';
import type { WorkbenchPageMessages } from './types.ts';

/** Id of the page's data: a page with several workbenches has their words once, and in its own language only. */
export const WORKBENCH_MESSAGES_ID = 'workbench-words';

/** Messages that the page has to carry besides those of the stage. For build time. */
export const ownMessagesOf = (lang: Locale): Omit<WorkbenchPageMessages, 'stage'> => ({
  workbench: words(lang, 'workbench'),
  editor: words(lang, 'editor'),
  python: words(lang, 'stage-python'),
});

/** All words of a workbench: known when the page is built, read from the page in the browser. */
export function workbenchMessagesOf(lang: Locale): WorkbenchPageMessages {
  const own = import.meta.env.SSR
    ? ownMessagesOf(lang)
    : readJson<Omit<WorkbenchPageMessages, 'stage'>>(WORKBENCH_MESSAGES_ID)!;
  return { ...own, stage: stageMessagesOf(lang) };
}
