import type { Reach } from '../engines/python/interpreter/evidence.ts';
import type { Problem } from '../engines/python/interpreter/python-run.ts';

/** The grade of a learner's files, as plain data. */
export interface Grade<Failure> {
  passed: boolean;
  /** Errors of CPython's compiler; with one of these, no scenario is run. */
  problems: Problem[];
  /**
   * The line where the files reach for the interpreter, and so for the check, instead of doing what it asks. An instructor
   * should read that line. They are not graded then: `passed` is false, and there are no scenarios.
   */
  reaches: Reach | null;
  /** Hidden ones are among them only if the others hold. */
  scenarios: ScenarioGrade<Failure>[];
  stopped: boolean;
}

export interface ScenarioGrade<Failure> {
  id: string;
  passed: boolean;
  /** Schedules it was run under. */
  runs: number;
  failure: Failure | null;
}

/** The run that is about to begin, of how many, and its scenario. */
export interface GradeProgress {
  scenario: string;
  run: number;
  of: number;
  shrinking: boolean;
}
