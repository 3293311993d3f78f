import type { Execution } from '../../simulator/run/execution.ts';
import { K } from '../../simulator/trace/events.ts';
import { apply } from '../../simulator/trace/apply.ts';
import { initialState, THREAD_STATUSES } from '../../simulator/trace/state.ts';
import { traceIndexOf, stepAt } from './trace-index.ts';

export type Axis = 'time' | 'steps';

/** One thread's statuses one after the other. The n-th lasts from `steps[n]` and `times[n]` to those of the next. */
export interface TimelineRow {
  /** Index into STATUSES. */
  readonly statuses: number[];
  readonly steps: number[];
  readonly times: number[];
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly steps: number;
  readonly duration: number;
}

/** Every change of every thread's status, in one pass over the run. */
export function timelineOf(execution: Execution): Timeline {
  const { trace } = execution;
  const index = traceIndexOf(execution);
  const state = initialState(trace);
  const rows: TimelineRow[] = state.threads.map(({ status }) => ({
    statuses: [THREAD_STATUSES.indexOf(status)],
    steps: [0],
    times: [0],
  }));
  const note = (thread: number) => {
    const row = rows[thread];
    const now = state.threads[thread];
    if (!row || !now) return;
    const status = THREAD_STATUSES.indexOf(now.status);
    const last = row.statuses.length - 1;
    if (row.statuses[last] === status) return;
    const step = stepAt(index, state.position);
    // Within one step only the last status counts: the ones before are never on screen.
    if (row.steps[last] === step && last > 0) {
      row.statuses.pop();
      row.steps.pop();
      row.times.pop();
      if (row.statuses.at(-1) === status) return;
    }
    row.statuses.push(status);
    row.steps.push(step);
    row.times.push(state.time);
  };
  while (state.position < trace.length) {
    const i = state.position;
    apply(state, trace);
    const kind = trace.kindAt(i);
    note(trace.threadAt(i));
    if (kind === K.start || kind === K.notify || kind === K.unblock) note(trace.aAt(i));
    else if (kind === K.acquire || kind === K.release) state.objects[trace.objectAt(i)]!.waiters.forEach(note);
    else if (kind === K.exit || kind === K.exception) rows.forEach((_, thread) => note(thread));
  }
  const steps = index.bounds.length - 1;
  const duration = trace.length > 0 ? trace.timeAt(trace.length - 1) : 0;
  return { rows, steps, duration };
}

/** Seconds that a row spends in each status, up to `time`. */
export function totals(row: TimelineRow, time: number): number[] {
  const sums = THREAD_STATUSES.map(() => 0);
  row.statuses.forEach((status, n) => {
    const from = row.times[n]!;
    const to = Math.min(row.times[n + 1] ?? Infinity, time);
    if (to > from) sums[status]! += to - from;
  });
  return sums;
}

/** Round values for an axis, about `count` of them from 0 to `end`. */
export function ticks(end: number, count: number, whole: boolean): number[] {
  if (!(end > 0)) return [0];
  const rough = end / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough && (!whole || n >= 1)) ?? 10 * power;
  return Array.from({ length: Math.floor(end / size + 1e-9) + 1 }, (_, n) => Math.round(n * size * 1e6) / 1e6);
}

/** The point on the axis, from 0 to 1, of the picture after `step` steps. */
export function fractionAt(timeline: Timeline, axis: Axis, step: number, time: number): number {
  const [value, end] = axis === 'steps' ? [step, timeline.steps] : [time, timeline.duration];
  return end > 0 ? Math.min(1, value / end) : 0;
}

/** The position that a place on the axis, from 0 to 1, stands for. */
export function positionAt(execution: Execution, axis: Axis, fraction: number): number {
  const { bounds } = traceIndexOf(execution);
  const last = bounds.length - 1;
  if (axis === 'steps') return bounds[Math.max(0, Math.min(last, Math.round(fraction * last)))]!;
  const { trace } = execution;
  const time = fraction * (trace.length > 0 ? trace.timeAt(trace.length - 1) : 0);
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (trace.timeAt(bounds[middle]! - 1) <= time) low = middle;
    else high = middle - 1;
  }
  return bounds[low]!;
}
