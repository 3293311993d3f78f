import type { Granularity } from '../../simulator/engines/python/program.ts';
import type { PythonTake } from '../../simulator/engines/python/take.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import type { EditorMessages } from '../i18n/editor.en.ts';
import type { StagePythonMessages } from '../i18n/stage-python.en.ts';
import type { StageMessages } from '../i18n/stage.en.ts';
import type { WorkbenchMessages } from '../i18n/workbench.en.ts';

/** How the learner wants the program to run. */
export interface Choices {
  granularity: Granularity;
  policy: Policy;
  into: boolean;
  realTime: boolean;
}

/** All the words of a workbench, in one language. */
export interface Words {
  bench: WorkbenchMessages;
  editor: EditorMessages;
  stage: StageMessages;
  python: StagePythonMessages;
}

/** A run on the stage. */
export interface Stepping {
  take: PythonTake;
  /** Steps that are shown first. */
  steps: number;
  /** Fetched with the first run that is stepped. */
  Stepper: typeof import('./Stepper.svelte').default;
}
