import { startOf, type Execution } from '../../simulator/run/execution.ts';
import { kindsOf } from '../../simulator/session/stepping.ts';
import { K, type EventKind, type ThreadId } from '../../simulator/trace/events.ts';

/** TraceIndex of a run that the picture needs at every step, found once for each run. */
export interface TraceIndex {
  /** Positions between two steps, ascending: bounds[n] is the position after n steps. */
  readonly bounds: Int32Array;
  /** The event at which the job of a request raised. */
  readonly failedAt: ReadonlyMap<number, number>;
  /** Events that brought a request to its end, ascending, and the requests. */
  readonly finishedAt: readonly number[];
  readonly finished: readonly number[];
  /** For each thread the events at which its script called something. */
  readonly calls: readonly (readonly number[])[];
  /** For each kind of event that there is, the last of it. */
  readonly lastOf: ReadonlyMap<number, number>;
}

const known = new WeakMap<Execution, TraceIndex>();

export function traceIndexOf(execution: Execution): TraceIndex {
  let index = known.get(execution);
  if (!index) known.set(execution, (index = collect(execution)));
  return index;
}

function collect(execution: Execution): TraceIndex {
  const { trace } = execution;
  const bounds = [startOf(execution)];
  const failedAt = new Map<number, number>();
  const finishedAt: number[] = [];
  const finished: number[] = [];
  const held = new Map<ThreadId, number>();
  const lastOf = new Map<number, number>();
  const calls: number[][] = trace.threads.map(() => []);
  for (let i = 0; i < trace.length; i++) {
    if (i > bounds[0]! && trace.isStep(i)) bounds.push(i);
    const kind = trace.kindAt(i);
    lastOf.set(kind, i);
    if (kind === K.fail) failedAt.set(trace.aAt(i), i);
    else if (kind === K.get) held.set(trace.threadAt(i), trace.aAt(i));
    else if (kind === K.unregister || (kind === K.task_done && held.has(trace.threadAt(i)))) {
      finishedAt.push(i);
      finished.push(held.get(trace.threadAt(i)) ?? trace.aAt(i));
      held.delete(trace.threadAt(i));
    } else if (kind === K.call) calls[trace.threadAt(i)]?.push(i);
  }
  if (trace.length > bounds[0]!) bounds.push(trace.length);
  return { bounds: Int32Array.from(bounds), failedAt, finishedAt, finished, calls, lastOf };
}

/** Counts the values below `limit` in an ascending list. */
export function countBelow(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tells whether an event that the goal stands for comes at `position` or later. */
export const hasAhead = ({ lastOf }: TraceIndex, goal: EventKind, position: number): boolean =>
  kindsOf(goal).some((kind) => (lastOf.get(kind) ?? -1) >= position);

/** Counts the steps before `position`. */
export const stepAt = (index: TraceIndex, position: number): number => countBelow(index.bounds, position);

export const hasFailed = (index: TraceIndex, item: number, position: number): boolean =>
  (index.failedAt.get(item) ?? Infinity) < position;

/** Index of the statement that the thread has called last before `position`; -1: none. */
export const statementAt = (index: TraceIndex, thread: ThreadId, position: number): number =>
  countBelow(index.calls[thread] ?? [], position) - 1;
