import { fetchWords } from '../i18n/fetch.ts';
import type { Locale } from '../i18n/index.ts';
import type { StagePythonMessages } from '../i18n/en/stage-python.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';

export interface PythonMessages {
  workbench: WorkbenchMessages;
  python: StagePythonMessages;
}

/** Fetches the words of Python's part of the page. */
export async function fetchPythonMessages(lang: Locale): Promise<PythonMessages> {
  const [workbench, python] = await Promise.all([fetchWords(lang, 'workbench'), fetchWords(lang, 'stage-python')]);
  return { workbench, python };
}
