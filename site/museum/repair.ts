import type { Exploration } from '../../simulator/engines/python/analysis/explore.ts';

/** Schedules under which a repair is run. Of the broken programs, at least one in 25 schedules fails. */
export const REPAIR_SCHEDULES = 200;

/** A level's demands on a repaired program. */
export interface RepairTask {
  /** Lines that must be in it, without their indentation. */
  keep: readonly string[];
  /** The last line that it prints; null: any. */
  wanted: string | null;
}

export type RepairVerdict =
  | { kind: 'missing'; line: string }
  | { kind: 'broke'; count: number; status: string; error: string }
  | { kind: 'output'; last: string; wanted: string }
  | { kind: 'endless' }
  | { kind: 'unstable' }
  | { kind: 'stopped' }
  | { kind: 'passed'; count: number };

/** The first line that a repair must keep and has not; null: it has all. */
export function missingLine({ keep }: RepairTask, text: string): string | null {
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  return keep.find((line) => !lines.has(line.trim())) ?? null;
}

/** Judges a repaired program by its search. */
export function judgeRepair({ wanted }: RepairTask, found: Exploration): RepairVerdict {
  const failed = found.outcomes.find((outcome) => outcome.failed);
  if (failed) return { kind: 'broke', count: found.explored, status: failed.status, error: failed.error };
  if (found.unstable) return { kind: 'unstable' };
  if (found.stopped || found.explored === 0) return { kind: 'stopped' };
  if (found.outcomes.some(({ status }) => status !== 'finished')) return { kind: 'endless' };
  const other = wanted === null ? undefined : found.outcomes.find(({ last }) => last !== wanted);
  if (other) return { kind: 'output', last: other.last, wanted: wanted! };
  return { kind: 'passed', count: found.explored };
}
