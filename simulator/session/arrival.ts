import type { Execution } from '../run/execution.ts';
import type { ThreadId } from '../trace/events.ts';

/** The position after the step that brings a thread to a line. */
export interface Arrival {
  position: number;
  thread: ThreadId;
}

/**
 * Finds the next step after `from` that brings a thread to a line; null: none does.
 * @param threadsAt The threads that stand at the line at a position.
 * @param comesAnew Whether a thread that stood there before comes there once more in the step between two positions.
 */
export function nextArrival(
  { trace }: Execution,
  from: number,
  threadsAt: (position: number) => readonly ThreadId[],
  comesAnew: (thread: ThreadId, from: number, to: number) => boolean = () => false,
): Arrival | null {
  let before = threadsAt(from);
  for (let at = from; at < trace.length;) {
    const position = trace.stepEnd(at);
    const here = threadsAt(position);
    const thread = here.find((each) => !before.includes(each) || comesAnew(each, at, position));
    if (thread !== undefined) return { position, thread };
    before = here;
    at = position;
  }
  return null;
}
