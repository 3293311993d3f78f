import type { StagePythonMessages } from '../../i18n/stage-python.en.ts';
import type { StageMessages } from '../../i18n/stage.en.ts';

/** The words of a Python stage: those that every stage has, and its own. */
export interface Words {
  m: StageMessages;
  t: StagePythonMessages;
}
