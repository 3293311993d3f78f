import type { ThreadStatus } from '../../simulator/trace/state.ts';
import type { Mark } from './types.ts';

/** The threads at one line. */
export interface MarkedLine {
  line: number;
  chosen: boolean;
  /** As the gutter shows them: the chosen one first, and a long crowd cut off. */
  shown: { label: string; status: ThreadStatus }[];
  /** How many more there are. */
  more: number;
  /** All of them, in the same order. */
  threads: { label: string; status: ThreadStatus }[];
}

const SHOWN = 2;

/** Where the threads are in a file, from the top; within a line the chosen one first, then as they were given. */
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
      const cut = Math.min(threads.length, SHOWN);
      return {
        line,
        chosen: at.some(({ chosen }) => chosen),
        shown: threads.slice(0, cut).map(({ label, status }, i) => ({
          label: i > 0 ? label.replace(/^Thread-/, '') : label,
          status,
        })),
        more: threads.length - cut,
        threads,
      };
    });
}
