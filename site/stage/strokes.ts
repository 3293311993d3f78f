import { THREAD_STATUSES, type ThreadStatus } from '../../simulator/trace/state.ts';
import type { Axis, Timeline } from './timeline.ts';

/** So many rows have names beside them. */
export const NAMED = 7;

/** Height in pixels of the whole plot of more rows, whatever their number. The room is that of the threads above. */
const CROWD = 56;

/** Height of a row and of the gap below it, in pixels. 8 rows and 999 are a picture of the same height. */
export function rowHeight(rows: number): { row: number; gap: number } {
  if (rows <= NAMED) return { row: 9, gap: 3 };
  const each = CROWD / rows;
  const gap = each >= 3 ? 1 : 0;
  return { row: Math.round((each - gap) * 1000) / 1000, gap };
}

export const plotHeight = (rows: number): number => (rows <= NAMED ? rows * 12 : CROWD);

/** Columns that the plot is divided into: what is narrower than half of one is not drawn. */
export const columnsOf = (rows: number): number => (rows <= 12 ? 1000 : rows <= 200 ? 400 : 250);

/** Statuses without a stroke: the thread has not started, or has ended. */
export const HIDDEN: readonly ThreadStatus[] = ['new', 'exited'];

/**
 * The rows as lines, one path for each status, in units of columns and rows. The style sheet gives each status its
 * colour, thickness and dashes. So a change of theme or width draws nothing anew.
 */
export function strokesOf(timeline: Timeline, axis: Axis): { status: ThreadStatus; d: string }[] {
  const columns = columnsOf(timeline.rows.length);
  const end = axis === 'steps' ? timeline.steps : timeline.duration;
  const column = (value: number) => (end > 0 ? Math.round((value / end) * columns) : 0);
  const parts: string[][] = THREAD_STATUSES.map(() => []);
  timeline.rows.forEach(({ statuses, steps, times }, index) => {
    const values = axis === 'steps' ? steps : times;
    statuses.forEach((status, n) => {
      const name = THREAD_STATUSES[status]!;
      if (HIDDEN.includes(name)) return;
      const from = column(values[n]!);
      // A thread that died is gone at once; a mark of three columns says so.
      const to = Math.max(column(values[n + 1] ?? end), name === 'died' ? from + 3 : 0);
      if (to > from) parts[status]!.push(`M${from} ${index}H${to}`);
    });
  });
  return parts.flatMap((path, status) =>
    path.length > 0 ? [{ status: THREAD_STATUSES[status]!, d: path.join('') }] : [],
  );
}
