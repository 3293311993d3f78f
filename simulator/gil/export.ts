import type { Entry } from '../trace/perfetto.ts';
import type { Change } from './recorder.ts';
import type { Summary } from './measure.ts';

const COLUMNS = [
  'work',
  'mode',
  'workers',
  'runs',
  'median_ms',
  'low_ms',
  'high_ms',
  'speedup',
  'copying_ms',
  'switches',
  'times_ms',
] as const;

/** The results as a table (RFC 4180), a line for each mode and number of workers. Not in any language: for other programs. */
export function toCsv(work: string, summaries: readonly Summary[]): string {
  const ms = (time: number) => time.toFixed(3);
  const lines = summaries.map((each) => [
    work,
    each.mode,
    each.workers,
    each.times.length,
    ms(each.median),
    ms(each.low),
    ms(each.high),
    each.speedup ? each.speedup.median.toFixed(3) : '',
    ms(each.copying),
    each.switches,
    each.times.map(ms).join(' '),
  ]);
  return [COLUMNS, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Lanes of each thread from a moment on. */
export interface Recording {
  /** On the lanes' clock. */
  readonly begun: number;
  readonly ended: number;
  readonly lanes: readonly (readonly Change[])[];
  /** Main's own lane: it hands out the tasks and takes in the results. */
  readonly main?: readonly Change[];
}

/** The lanes for Perfetto or chrome://tracing: a row for each thread, with a slice for every state but idle. */
export function lanesToPerfetto({ begun, ended, lanes, main }: Recording): string {
  const entries: Entry[] = [{ name: 'process_name', ph: 'M', pid: 1, tid: 0, ts: 0, args: { name: 'GIL lab' } }];
  [main ?? [], ...lanes].forEach((changes, tid) => {
    if (tid === 0 && !main) return;
    const name = tid === 0 ? 'MainThread' : `Thread-${tid}`;
    entries.push({ name: 'thread_name', ph: 'M', pid: 1, tid, ts: 0, args: { name } });
    changes.forEach(({ time, state }, i) => {
      const from = Math.max(time, begun);
      const to = Math.min(changes[i + 1]?.time ?? ended, ended);
      if (state !== 'idle' && to > from)
        entries.push({ name: state, ph: 'X', pid: 1, tid, ...slice(from, to), cat: state });
    });
  });
  return JSON.stringify({ displayTimeUnit: 'ms', traceEvents: entries });

  function slice(from: number, to: number) {
    const micros = (time: number) => Math.round((time - begun) * 1e6) / 1e3;
    return { ts: micros(from), dur: Math.round((to - from) * 1e6) / 1e3 };
  }
}
