import type { StagePythonMessages } from '../../i18n/en/stage-python.ts';
import type { StageMessages } from '../../i18n/en/stage.ts';

/** The words of a Python stage: those that every stage has, and its own. */
export interface PythonStageMessages {
  m: StageMessages;
  t: StagePythonMessages;
}
