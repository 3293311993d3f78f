import type { Locale } from '../i18n/index.ts';
import { typescriptEn, type TypeScriptMessages } from '../i18n/typescript.en.ts';
import { typescriptZh } from '../i18n/typescript.zh-cn.ts';

/** Id of the page's data: a lesson with several programs has their words once, and in its own language only. */
export const TYPESCRIPT_WORDS_ID = 'typescript-words';

const ALL = import.meta.env.SSR ? { en: typescriptEn, 'zh-cn': typescriptZh } : null;

/** Known when the page is built, read from the page in the browser. */
export const ownWordsOf = (lang: Locale): TypeScriptMessages =>
  ALL ? ALL[lang] : (JSON.parse(document.getElementById(TYPESCRIPT_WORDS_ID)!.textContent) as TypeScriptMessages);
