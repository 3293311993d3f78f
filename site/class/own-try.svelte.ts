import type { PythonGrade } from '../../simulator/engines/python/analysis/grade.ts';
import { scenariosIn, taskOf, textsOf, type OwnTask } from '../../simulator/class/own-task.ts';
import type { GradeProgress } from '../../simulator/exercise/grade.ts';
import type { FailureKind } from '../../simulator/engines/python/service/protocol.ts';
import type { ClassMessages } from '../i18n/en/class.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { sayWhy } from './details.ts';
import { mainOf } from './own-task.ts';
import { NoPython, withPython } from './regrader.ts';

/** A sentence on a check that was tried. `good`: as it should be. */
export interface Said {
  good: boolean;
  text: string;
}

interface Tried {
  task: OwnTask;
  starter: PythonGrade;
  /** Null: there was none. */
  solution: PythonGrade | null;
}

/** Tries a check on what learners begin with and on the instructor's solution, in the worker that runs all programs. */
export class OwnTry {
  busy = $state<'loading' | 'trying' | null>(null);
  progress = $state.raw<GradeProgress | null>(null);
  tried = $state.raw<Tried | null>(null);
  /** The reason why there was no Python. */
  failure = $state.raw<FailureKind | null>(null);
  /** The texts that were tried: others may be there by now. */
  of = $state('');
  private stopper = new AbortController();

  async try(task: OwnTask, solution: string): Promise<void> {
    if (this.busy) return;
    this.tried = this.progress = this.failure = null;
    this.of = JSON.stringify([task, solution]);
    this.busy = 'loading';
    const { signal } = (this.stopper = new AbortController());
    try {
      this.tried = await withPython(async (client) => {
        await client.load();
        signal.throwIfAborted();
        this.busy = 'trying';
        const onProgress = (now: GradeProgress) => (this.progress = now);
        const grade = (files: OwnTask['files']) =>
          client.request('grade', { exercise: taskOf(task), files }, { onProgress, signal });
        const starter = await grade(task.files);
        const more = solution.trim() !== '' && !starter.stopped && starter.problems.every(({ file }) => file !== CHECK);
        return { task, starter, solution: more ? await grade({ ...task.files, [mainOf(task)]: solution }) : null };
      });
    } catch (error) {
      if (signal.aborted) this.failure = 'stopped';
      else if (error instanceof NoPython) this.failure = error.kind;
      else throw error;
    } finally {
      this.busy = null;
    }
  }

  stop(): void {
    this.stopper.abort();
  }
}

const CHECK = 'check.py';

/** Says in the page's language how a check did. */
export function sayTried(
  { task, starter, solution }: Tried,
  general: Readonly<Record<string, string>>,
  t: ClassMessages['own'],
): Said[] {
  if (starter.stopped || solution?.stopped) return [{ good: false, text: t.stopped }];
  const wrong = starter.problems.find(({ file }) => file === CHECK);
  if (wrong) return [{ good: false, text: fill(t.syntax, { ...wrong }) }];
  const why = (grade: PythonGrade) => whyOf(grade, task, general, t);
  return [
    starter.passed
      ? { good: false, text: t.starterPasses }
      : { good: true, text: fill(t.starterFails, { why: why(starter) }) },
    ...(solution === null
      ? [{ good: false, text: t.noSolution }]
      : solution.passed
        ? [{ good: true, text: t.solutionPasses }]
        : [{ good: false, text: fill(t.solutionFails, { why: why(solution) }) }]),
  ];
}

function whyOf(
  { problems: [problem], reaches, scenarios }: PythonGrade,
  task: OwnTask,
  general: Readonly<Record<string, string>>,
  t: ClassMessages['own'],
): string {
  if (problem) return fill(t.syntax, { ...problem });
  if (reaches) return fill(t.reaches, { ...reaches });
  const failed = scenarios.find(({ failure }) => failure)!;
  const details = { words: textsOf(task, general), solution: {} };
  return sayWhy({ scenario: failed.id, message: failed.failure!.message }, details);
}

/** Tells whether there is anything to try. */
export const hasScenario = ({ check = '' }: OwnTask): boolean => scenariosIn(check).length > 0;
