import type { Locale } from '../i18n/index.ts';
import type { StagePythonMessages } from '../i18n/stage-python.en.ts';
import type { WorkbenchMessages } from '../i18n/workbench.en.ts';

export interface PythonWords {
  bench: WorkbenchMessages;
  python: StagePythonMessages;
}

/** The words of Python's part of the page, fetched when it is asked for. */
const WORDS: Record<Locale, () => Promise<PythonWords>> = {
  async en() {
    const [bench, python] = await Promise.all([
      import('../i18n/workbench.en.ts'),
      import('../i18n/stage-python.en.ts'),
    ]);
    return { bench: bench.workbenchEn, python: python.stagePythonEn };
  },
  async 'zh-cn'() {
    const [bench, python] = await Promise.all([
      import('../i18n/workbench.zh-cn.ts'),
      import('../i18n/stage-python.zh-cn.ts'),
    ]);
    return { bench: bench.workbenchZh, python: python.stagePythonZh };
  },
};
export const pythonWords = (lang: Locale): Promise<PythonWords> => WORDS[lang]();

const LISTINGS = {
  work_manager: () => import('../../lessons/listings/work_manager.py?raw'),
  threadpool: () => import('../../lessons/listings/threadpool.py?raw'),
};
/** The text of a listing that a program imports. */
export const listingText = async (name: keyof typeof LISTINGS): Promise<string> => (await LISTINGS[name]()).default;
