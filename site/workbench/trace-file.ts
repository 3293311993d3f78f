import type { PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import { exportTrace } from '../../simulator/trace/json.ts';

/** Writes a program's run as a file, as `lab run --trace` does: the program, its schedule and the whole trace. */
export const traceFile = ({ trace, program, options, schedule }: PythonExecution): string =>
  exportTrace(trace, { program, granularity: options.granularity ?? 'operation', schedule });
