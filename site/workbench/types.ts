import type { Task } from '../../simulator/exercise/exercise.ts';
import type { Grade, GradeProgress } from '../../simulator/exercise/grade.ts';
import type { ScenarioFailure } from '../../simulator/engines/python/analysis/grade.ts';
import type { Message } from '../../simulator/exercise/message.ts';
import type { Granularity, Program, RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import type { Policy, Schedule } from '../../simulator/schedule/scheduler.ts';
import type { UnmetScenario } from '../../simulator/typescript/check/grade.ts';
import type { EditorMessages } from '../i18n/en/editor.ts';
import type { StagePythonMessages } from '../i18n/en/stage-python.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';
import type { PythonRunner } from './python-runner.svelte.ts';

/** The learner's choices for a run of the program. */
export interface RunChoices {
  granularity: Granularity;
  policy: Policy;
  into: boolean;
  /** Modules of the program that are stepped over. */
  over: readonly string[];
  realTime: boolean;
  /** The text that `input()` reads. */
  input: string;
}

/** All the words of a workbench, in one language. */
export interface WorkbenchPageMessages {
  workbench: WorkbenchMessages;
  editor: EditorMessages;
  stage: StageMessages;
  python: StagePythonMessages;
}

/** A scenario that does not hold: of a Python program, with the program that shows it. */
type ShownFailure = ScenarioFailure | UnmetScenario;

/** The parts of a workbench that its surroundings use, such as the check of an exercise. */
export interface Around {
  runner: Pick<PythonRunner, 'busy' | 'doing' | 'stop'>;
  /** Grades files; null: it could not be done, and the workbench says why. */
  grade: (
    asked: { exercise: Task; files: Program['files'] },
    onProgress: (now: GradeProgress) => void,
  ) => Promise<Grade<ShownFailure> | null>;
  /** The learner's files, as they are now. */
  files: () => Program['files'];
  /** Puts a text in the place of one of the files, and shows it. */
  put: (file: string, text: string) => void;
  /** Shows the run of a failure on the stage, and says why it is shown. @param say Puts what a run fails with into words. */
  look: (failure: ShownFailure, why: string, scenario: string, say: (message: Message) => string) => void;
}

/** The same parts around a Python program, which can be searched and shown too. */
export interface AroundPython extends Around {
  runner: PythonRunner;
  /** Shows a run of a program on the stage, and says why it is shown. */
  show: (schedule: Schedule, other: { program: Program; options: RunOptions }, why: string) => void;
}

/** Shows a run on the stage; one that failed, just before it does. */
export type OnLook = (schedule: Schedule, other: { program: Program; options: RunOptions }, failed: boolean) => void;
