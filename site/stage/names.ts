import type { Execution } from '../../simulator/run/execution.ts';
import type { ThreadId, TraceEvent } from '../../simulator/trace/events.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { list, seconds } from '../i18n/text.ts';

export const nameOf = ({ trace }: Pick<Execution, 'trace'>, thread: ThreadId): string =>
  trace.threads[thread]?.name ?? `#${thread}`;

/** The end of a name that Python gave a thread: the function that it runs. */
export const RUNS = /(?<=^Thread-\d+) \(.*\)$/;

/** A name in little room. The number of a thread, or the end of a long name, tells it from the others. */
export function shortName(name: string, most: number): string {
  if (name.length <= most) return name;
  const bare = name.replace(RUNS, '');
  return bare.length > most ? `…${bare.slice(1 - most)}` : bare;
}

/** Some threads by name; of many, the first and a number. */
export const names = (
  execution: Execution,
  threads: readonly ThreadId[],
  m: StageMessages,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string =>
  list(
    threads.map((id) => nameOf(execution, id)),
    m.list,
    3,
    type,
  );

/** The thread that the schedule selects after this position; CLOCK for the clock, -1 at the end of the run. */
export const nextAt = ({ trace }: Execution, position: number): ThreadId =>
  position < trace.length ? trace.threadAt(position) : -1;

/** The sentence before the first step, which names the thread that takes it. */
export const startText = (execution: Execution, position: number, m: StageMessages): string =>
  fill(m.say.start, { next: `*${nameOf(execution, Math.max(0, nextAt(execution, position)))}*` });

/** The position, as the scrubber says it. */
export const positionText = (step: number, steps: number, time: number, m: StageMessages): string =>
  fill(m.timeline.value, { step, steps, time: seconds(time) });

/** The events of the step that ends at `position`. */
export function eventsBefore({ trace }: Execution, position: number): TraceEvent[] {
  const events: TraceEvent[] = [];
  for (let i = trace.stepStart(position); i < position; i++) events.push(trace.at(i));
  return events;
}
