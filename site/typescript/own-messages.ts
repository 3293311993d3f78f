import type { Locale } from '../i18n/index.ts';
import type { TypeScriptMessages } from '../i18n/en/typescript.ts';
import { words } from '../i18n/words.ts';
import { readJson } from '../ui/json-once.ts';

/** Id of the page's data: a lesson with several programs has their words once, and in its own language only. */
export const TYPESCRIPT_MESSAGES_ID = 'typescript-words';

/** Known when the page is built, read from the page in the browser. */
export const typescriptMessagesOf = (lang: Locale): TypeScriptMessages =>
  import.meta.env.SSR ? words(lang, 'typescript') : readJson<TypeScriptMessages>(TYPESCRIPT_MESSAGES_ID)!;
