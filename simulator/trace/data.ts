import { Trace, type ObjectInfo, type QueueInfo, type ThreadInfo } from './trace.ts';

/** A trace as it travels between workers: its columns cut to length, and its side tables. */
export interface TraceData {
  readonly threads: readonly ThreadInfo[];
  readonly queues: readonly QueueInfo[];
  readonly objects: readonly ObjectInfo[];
  readonly items: readonly string[];
  readonly texts: readonly string[];
  readonly deadlines: Float64Array<ArrayBuffer>;
  readonly columns: readonly Columns[number][];
}
type Columns = [
  times: Float64Array,
  kinds: Uint8Array,
  states: Uint8Array,
  threads: Uint16Array,
  lines: Uint16Array,
  objects: Uint16Array,
  as: Int32Array,
  bs: Int32Array,
];

/** What it takes to have the same trace elsewhere. */
export function dataOf(trace: Trace): TraceData {
  const { length, threads, queues, objects, items } = trace;
  const all = [
    trace['times'],
    trace['kinds'],
    trace['states'],
    trace['threadIds'],
    trace['lines'],
    trace['objectIds'],
    trace['as'],
    trace['bs'],
  ];
  return {
    threads,
    queues,
    objects,
    items,
    texts: trace['texts'],
    deadlines: trace['deadlines'].slice(0, trace['deadlineCount']),
    columns: all.map((column) => column.slice(0, length)),
  };
}

/** The trace that the data describe. */
export function traceOf(data: TraceData): Trace {
  const [times, kinds, states, threadIds, lines, objectIds, as, bs] = data.columns as Columns;
  const trace = new Trace(data.queues, 0);
  trace.threads.push(...data.threads);
  trace.objects.push(...data.objects);
  trace.items.push(...data.items);
  const { deadlines } = data;
  Object.assign(trace, { times, kinds, states, threadIds, lines, objectIds, as, bs, deadlines });
  Object.assign(trace, { texts: [...data.texts], deadlineCount: deadlines.length });
  Object.assign(trace, { length: times.length, capacity: Math.max(1, times.length) });
  return trace;
}
