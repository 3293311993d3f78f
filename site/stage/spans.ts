import type { Execution } from '../../simulator/run/execution.ts';
import { THREAD_STATUSES, type ThreadStatus } from '../../simulator/trace/state.ts';
import { importTrace } from '../../simulator/trace/json.ts';
import { Player } from '../../simulator/trace/player.ts';
import type { Trace } from '../../simulator/trace/trace.ts';
import { timelineOf, type Timeline } from './timeline.ts';

const files = import.meta.glob<string>('../../lessons/traces/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A thread's status over a time, in seconds. */
interface Span {
  status: ThreadStatus;
  from: number;
  to: number;
}

/** The drawing of a run beside another one. */
export interface Drawn {
  timeline: Timeline;
  threads: readonly { name: string; spans: readonly Span[] }[];
}

/** States that are not drawn: the thread has not started, or has ended. */
const HIDDEN: readonly ThreadStatus[] = ['new', 'exited', 'died'];

/** A trace as a picture in time: what takes no time is not in it. */
export function drawn(trace: Trace): Drawn {
  const run: Execution = {
    trace,
    player: new Player(trace),
    schedule: { policy: { kind: 'round-robin' }, picks: [] },
    outcome: 'finished',
    findings: [],
    mismatch: null,
  };
  const timeline = timelineOf(run);
  const threads = timeline.rows.map(({ statuses, times }, id) => ({
    name: trace.threads[id]!.name,
    spans: statuses.reduce<Span[]>((spans, status, n) => {
      const [name, from, to] = [THREAD_STATUSES[status]!, times[n]!, times[n + 1] ?? timeline.duration];
      const last = spans.at(-1);
      // A span without duration between two others is not drawn either.
      if (last?.status === name && last.to === from) last.to = to;
      else if (to > from && !HIDDEN.includes(name)) spans.push({ status: name, from, to });
      return spans;
    }, []),
  }));
  return { timeline, threads };
}

/** The trace that is kept of a listing's run. For build time. @throws Error if there is none */
export function savedTrace(name: string): Trace {
  const text = files[`../../lessons/traces/${name}.json`];
  if (text === undefined) throw new Error(`There is no trace of "${name}" in lessons/traces.`);
  return importTrace(text).trace;
}
