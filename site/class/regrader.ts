import { graderOf } from '../../simulator/class/grader.ts';
import { regrade, toGrade, type GradingNote } from '../../simulator/class/regrade.ts';
import type { CourseKey } from '../../simulator/class/course-key.ts';
import type { Row, ExerciseResult } from '../../simulator/class/row.ts';
import type { PythonClient } from '../../simulator/engines/python/service/client.ts';
import { isNotFetched, whyNotImported } from '../../simulator/engines/python/service/fetched.ts';
import type { FailureKind } from '../../simulator/engines/python/service/protocol.ts';

/** The end of regrading: all done, stopped, or without Python. */
export type RegradingEnd = 'done' | 'stopped' | FailureKind;

/** The error of a regrading without Python, with the reason. */
export class NoPython extends Error {
  override name = 'NoPython';
  readonly kind: FailureKind;
  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}

/** Works with the page's Python. @throws NoPython */
export async function withPython<T>(work: (client: PythonClient) => Promise<T>): Promise<T> {
  try {
    return await work((await import('../../simulator/engines/python/service/browser.ts')).pythonClient());
  } catch (error) {
    if (error instanceof Error && error.name === 'PythonFailure')
      throw new NoPython((error as Error & { kind: FailureKind }).kind);
    // A script of the page's own.
    if (isNotFetched(error)) throw new NoPython(await whyNotImported(error));
    throw error;
  }
}

/** Regrades what was handed in, in the worker of the page's Python; `stop` ends it. */
export async function regradeHere(
  rows: readonly Row[],
  key: CourseKey,
  stop: AbortSignal,
  tell: (done: number, row: Row, exercise: string, verdict: ExerciseResult, finding: GradingNote) => void,
): Promise<RegradingEnd> {
  try {
    return await withPython((client) =>
      regrade(toGrade(rows), key, graderOf(client, stop, true), (done, { row, exercise }, verdict, finding) =>
        tell(done, row, exercise, verdict, finding),
      ),
    );
  } catch (error) {
    if (error instanceof NoPython) return error.kind;
    throw error;
  }
}
