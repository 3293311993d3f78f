import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { nextArrival, type Arrival } from '../../../simulator/session/arrival.ts';
import { K } from '../../../simulator/trace/events.ts';
import { rowsAt } from './marks.ts';

/** Finds the next step after which a thread stands at a line of the program and has just come there; null: none. */
export function arrivalAt(execution: PythonExecution, from: number, file: string, line: number): Arrival | null {
  const { trace, player } = execution;
  return nextArrival(
    execution,
    from,
    (position) => rowsAt(execution, player.seek(position), file).find(({ row }) => row === line)?.threads ?? [],
    // A line that a loop runs again and again.
    (thread, start, end) => {
      for (let i = start; i < end; i++)
        if (trace.kindAt(i) === K.reach && trace.threadAt(i) === thread) return trace.lineAt(i) === line;
      return false;
    },
  );
}

/** Tells whether threads stop at operations only: they pass lines without one. */
export const passesLines = ({ options }: PythonExecution): boolean =>
  (options.granularity ?? 'operation') === 'operation';
