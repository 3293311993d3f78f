import { CLOCK, K, type TraceEvent } from './events.ts';
import { Player } from './player.ts';
import type { ThreadStatus } from './state.ts';
import type { Trace } from './trace.ts';

/** One record of the Chrome trace-event format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
export interface Entry {
  name: string;
  ph: 'X' | 'i' | 'C' | 'M';
  pid: 1;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  s?: 't';
  cat?: string;
  args?: Record<string, unknown>;
}

const micros = (seconds: number) => Math.round(seconds * 1e9) / 1e3;
/** States in which there is nothing to see. */
const NO_SLICE: readonly ThreadStatus[] = ['new', 'exited', 'died'];

/**
 * The trace for Perfetto or chrome://tracing: a row per thread with a slice for each status, an instant per event, and
 * a counter per queue.
 */
export function toPerfetto(trace: Trace): string {
  const entries: Entry[] = [];
  const entry = (ph: Entry['ph'], name: string, tid: number, ts: number, more: Partial<Entry> = {}) =>
    entries.push({ name, ph, pid: 1, tid, ts, ...more });
  entry('M', 'process_name', 0, 0, { args: { name: 'Thread Pool Lab' } });
  trace.threads.forEach(({ name }, tid) => {
    entry('M', 'thread_name', tid, 0, { args: { name } });
    entry('M', 'thread_sort_index', tid, 0, { args: { sort_index: tid } });
  });

  const player = new Player(trace);
  const open = trace.threads.map(() => ({ status: 'new' as ThreadStatus, since: 0, item: -1, on: '' }));
  const end = trace.length > 0 ? trace.timeAt(trace.length - 1) : 0;
  const close = (tid: number, time: number) => {
    const { status, since, item, on } = open[tid]!;
    if (NO_SLICE.includes(status) || time <= since) return;
    const name = status === 'running' ? `request ${item}` : on ? `${status}: ${on}` : status;
    entry('X', name, tid, micros(since), { dur: micros(time - since), cat: status });
  };
  for (let i = 0; i < trace.length; i++) {
    const time = trace.timeAt(i);
    const state = player.seek(i + 1);
    const event = trace.at(i);
    if (event.thread !== CLOCK) instant(event);
    // The threads this event can have changed: its own, and the one it names.
    const touched = new Set([event.thread, 'target' in event && event.target !== null ? event.target : event.thread]);
    if (event.kind === 'exit' || event.kind === 'exception') trace.threads.forEach((_, tid) => touched.add(tid));
    for (const tid of touched) {
      const thread = state.threads[tid];
      if (!thread || (thread.status === open[tid]!.status && thread.item === open[tid]!.item)) continue;
      close(tid, time);
      const on = thread.condition ?? (thread.target >= 0 ? trace.threads[thread.target]!.name : '');
      open[tid] = { status: thread.status, since: time, item: thread.item, on };
    }
    const kind = trace.kindAt(i);
    if (kind === K.put || kind === K.get) {
      const queue = state.queues[trace.objectAt(i)]!;
      entry('C', queue.info.name, 0, micros(time), { args: { size: queue.tail - queue.head } });
    }
  }
  open.forEach((_, tid) => close(tid, end));
  return JSON.stringify({ displayTimeUnit: 'ms', traceEvents: entries });

  function instant(event: TraceEvent): void {
    const { kind, seq, time, thread, state: _, line: __, step: ___, ...args } = event;
    entry('i', kind, thread, micros(time), { s: 't', cat: 'event', args: { ...args, seq } });
  }
}
