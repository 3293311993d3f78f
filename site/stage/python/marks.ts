import type { Frame } from '../../../simulator/engines/python/interpreter/program.ts';
import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import type { ThreadId } from '../../../simulator/trace/events.ts';
import type { PoolState } from '../../../simulator/trace/state.ts';
import type { GutterRow } from '../gutter.ts';
import type { Mark } from '../../editor/types.ts';
import { nameOf } from '../names.ts';
import { stackAt } from './history.ts';

/**
 * The innermost frame of the program that a thread is in; null: it is in none, or nothing was seen yet.
 * @param within the one file to look in; left out: all files of the program.
 */
export function frameAt(execution: PythonExecution, thread: ThreadId, position: number, within?: string): Frame | null {
  const { now } = stackAt(execution, thread, position);
  const inside = ({ file }: Frame) => (within === undefined ? file in execution.program.files : file === within);
  return now?.frames.find(inside) ?? null;
}

/** The marks of all living threads at a position; those without such a frame (`frameAt`) are left out. */
export function marksAt(execution: PythonExecution, position: number, chosen: ThreadId, within?: string): Mark[] {
  return execution.player.seek(position).threads.flatMap(({ status }, id): Mark[] => {
    if (status === 'new' || status === 'exited' || status === 'died') return [];
    const frame = frameAt(execution, id, position, within);
    return frame
      ? [{ file: frame.file, line: frame.line, label: nameOf(execution, id), status, chosen: id === chosen }]
      : [];
  });
}

/** The rows of one file of the program that living threads are at. */
export function rowsAt(execution: PythonExecution, now: PoolState, file: string): GutterRow[] {
  const rows = new Map<number, GutterRow>();
  now.threads.forEach(({ status }, id) => {
    if (status === 'new' || status === 'exited' || status === 'died') return;
    const frame = frameAt(execution, id, now.position, file);
    if (!frame) return;
    const row = rows.get(frame.line);
    if (row) row.threads.push(id);
    else rows.set(frame.line, { row: frame.line, threads: [id], status });
  });
  return [...rows.values()];
}
