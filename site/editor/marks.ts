import type { ThreadStatus } from '../../simulator/trace/state.ts';
import type { Mark } from './types.ts';

/** The threads at one line. */
export interface MarkedLine {
  line: number;
  chosen: boolean;
  /** The chosen one first. */
  threads: { label: string; status: ThreadStatus }[];
}

/** Lists the marked lines of a file from the top; within a line the chosen thread first, then as given. */
export function markedLinesIn(marks: readonly Mark[], file: string): MarkedLine[] {
  const lines = Map.groupBy(
    marks.filter((mark) => mark.file === file && mark.line > 0),
    ({ line }) => line,
  );
  return [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(([line, at]) => {
      const threads = at
        .toSorted((a, b) => Number(b.chosen) - Number(a.chosen))
        .map(({ label, status }) => ({ label, status }));
      return {
        line,
        chosen: at.some(({ chosen }) => chosen),
        threads,
      };
    });
}
