import type { Frame } from '../../../simulator/engines/python/interpreter/program.ts';
import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import type { ThreadId } from '../../../simulator/trace/events.ts';
import type { PoolState } from '../../../simulator/trace/state.ts';
import type { GutterRow } from '../gutter.ts';
import type { Mark } from '../../editor/types.ts';
import { nameOf } from '../names.ts';
import { stackAt } from './history.ts';

/** The frame of the program that the thread is in, the innermost one; null: it is in none, or nothing was seen yet. */
export function frameAt(execution: PythonExecution, thread: ThreadId, position: number): Frame | null {
  const { now } = stackAt(execution, thread, position);
  return now?.frames.find(({ file }) => file in execution.program.files) ?? null;
}

/** The marks of all living threads at a position; those without a frame of the program are left out. */
export function marksAt(execution: PythonExecution, position: number, chosen: ThreadId): Mark[] {
  return execution.player.seek(position).threads.flatMap(({ status }, id): Mark[] => {
    if (status === 'new' || status === 'exited' || status === 'died') return [];
    const frame = frameAt(execution, id, position);
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
    const frame = stackAt(execution, id, now.position).now?.frames.find((each) => each.file === file);
    if (!frame) return;
    const row = rows.get(frame.line);
    if (row) row.threads.push(id);
    else rows.set(frame.line, { row: frame.line, threads: [id], status });
  });
  return [...rows.values()];
}
