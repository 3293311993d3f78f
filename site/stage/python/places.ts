import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import type { ThreadId } from '../../../simulator/trace/events.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { frameAt } from './marks.ts';
import { short } from './items.ts';
import type { PythonStageMessages } from './messages.ts';

/** Instructions are in capitals, as `dis` has them; operations never are. */
export const isInstruction = (what: string): boolean => /^[A-Z][A-Z_0-9]+( |$)/.test(what);

/**
 * Says where a thread stands and what it does next, such as `line 14: lock.acquire`. `what`: as its last `reach` said;
 * '': the line itself, whose text is shown.
 */
export function placeText(
  execution: PythonExecution,
  thread: ThreadId,
  position: number,
  line: number,
  what: string,
  { t }: PythonStageMessages,
): string {
  const frame = frameAt(execution, thread, position);
  const file = frame && frame.line === line ? frame.file : execution.program.entry;
  const code = what === '' ? short(execution.program.files[file]?.split('\n')[line - 1] ?? '') : short(what);
  if (line === 0) return code ? fill(t.place.library, { code }) : t.place.nowhere;
  const where = fill(file === execution.program.entry ? t.place.line : t.place.lineOf, { line, file });
  return code ? fill(t.place.at, { where, code }) : where;
}
