import { editorEn } from '../i18n/editor.en.ts';
import { editorZh } from '../i18n/editor.zh-cn.ts';
import type { Locale } from '../i18n/index.ts';
import { stagePythonEn } from '../i18n/stage-python.en.ts';
import { stagePythonZh } from '../i18n/stage-python.zh-cn.ts';
import { workbenchEn } from '../i18n/workbench.en.ts';
import { workbenchZh } from '../i18n/workbench.zh-cn.ts';
import { wordsOf } from '../stage/words.ts';
import type { Words } from './types.ts';

/** Id of the page's data: a page with several workbenches has their words once, and in its own language only. */
export const BENCH_WORDS_ID = 'workbench-words';

const ALL = import.meta.env.SSR
  ? {
      en: { bench: workbenchEn, editor: editorEn, python: stagePythonEn },
      'zh-cn': { bench: workbenchZh, editor: editorZh, python: stagePythonZh },
    }
  : null;

/** What the page has to carry besides the words of the stage. For build time. */
export const ownWordsOf = (lang: Locale): Omit<Words, 'stage'> => ALL![lang];

/** All words of a workbench: known when the page is built, read from the page in the browser. */
export function benchWordsOf(lang: Locale): Words {
  const own = ALL
    ? ALL[lang]
    : (JSON.parse(document.getElementById(BENCH_WORDS_ID)!.textContent) as Omit<Words, 'stage'>);
  return { ...own, stage: wordsOf(lang) };
}
