import type { Scenario } from '../../simulator/scenario/scenario.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import type { ThreadId } from '../../simulator/trace/events.ts';
import type { PoolState, ThreadStatus } from '../../simulator/trace/state.ts';
import { statementAt, traceIndexOf } from './trace-index.ts';
import { lineOf } from '../../simulator/scenario/python-text.ts';
import { own } from '../../simulator/trace/own.ts';

/** Threads that are at one row of a listing. */
export interface GutterRow {
  row: number;
  threads: ThreadId[];
  /** The status of the first of them. */
  status: ThreadStatus;
}

/** The threads' scripts as lines of a program: where there are several threads, each under its name. */
export function scriptLinesOf(scenario: Scenario): { thread: ThreadId; statement: number; text: string }[] {
  const several = scenario.threads.length > 1;
  return scenario.threads.flatMap(({ name, script }, thread) => [
    ...(several ? [{ thread, statement: -1, text: `def ${name}():` }] : []),
    ...script.map((each, statement) => ({ thread, statement, text: (several ? '    ' : '') + lineOf(each, scenario) })),
  ]);
}

/**
 * The row of each living thread, in the program and in the code of the pool. `rows`: for each machine, the row of each state.
 */
export function placesIn(
  execution: ModelExecution,
  now: PoolState,
  rows: Readonly<Record<string, readonly number[]>>,
): { program: GutterRow[]; code: GutterRow[] } {
  const lines = scriptLinesOf(execution.scenario);
  const program = new Map<number, GutterRow>();
  const code = new Map<number, GutterRow>();
  const put = (places: Map<number, GutterRow>, row: number, id: ThreadId, status: ThreadStatus) => {
    const place = places.get(row);
    if (place) place.threads.push(id);
    else places.set(row, { row, threads: [id], status });
  };
  now.threads.forEach(({ status, state, calls }, id) => {
    if (status === 'new' || status === 'exited') return;
    const row = own(rows, execution.trace.threads[id]?.machine ?? '')?.[state] ?? 0;
    if (row > 0 && status !== 'died') put(code, row, id, status);
    if (id >= execution.scenario.threads.length) return;
    // Between two calls it stands before the next one.
    const called = statementAt(traceIndexOf(execution), id, now.position);
    const at = calls.length > 0 || status === 'died' ? called : called + 1;
    const line = lines.findIndex(({ thread, statement }) => thread === id && statement === at);
    if (line >= 0) put(program, line + 1, id, status);
  });
  return { program: [...program.values()], code: [...code.values()] };
}

const stopsKnown = new WeakMap<ModelExecution, readonly number[]>();

/** Rows of the pool's code at which threads stand between two steps of a run, ascending. Found once for each run. */
export function stopsOf(
  execution: ModelExecution,
  rows: Readonly<Record<string, readonly number[]>>,
): readonly number[] {
  let known = stopsKnown.get(execution);
  if (known) return known;
  const found = new Set<number>();
  for (const position of traceIndexOf(execution).bounds)
    for (const { row } of placesIn(execution, execution.player.seek(position), rows).code) found.add(row);
  stopsKnown.set(execution, (known = [...found].toSorted((a, b) => a - b)));
  return known;
}
