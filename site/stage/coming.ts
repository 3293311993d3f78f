import type { StageMessages } from '../i18n/en/stage.ts';
import type { Execution } from '../../simulator/run/execution.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import { CLOCK, type ThreadId } from '../../simulator/trace/events.ts';
import type { PoolState } from '../../simulator/trace/state.ts';
import { describe } from './describe.ts';
import { nameOf, nextAt } from './names.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { seconds } from '../i18n/text.ts';

/** The next step of a run, in a sentence; '' at its end. `what`: the call that the next thread is about to make. */
export function comingText(
  { trace }: Execution,
  state: PoolState,
  next: ThreadId,
  what: () => string,
  { coming }: StageMessages,
): string {
  if (next === -1) return '';
  if (next === CLOCK) return fill(coming.clock, { time: seconds(trace.timeAt(state.position)) });
  return fill(coming.thread, { thread: `*${nameOf({ trace }, next)}*`, what: what() });
}

export function coming(execution: ModelExecution, state: PoolState, m: StageMessages): string {
  const next = nextAt(execution, state.position);
  const bare = { ...m, lane: { ...m.lane, comes: '`{api}`', comesNothing: m.coming.end } };
  return comingText(execution, state, next, () => describe(execution, state, next, bare)[0], m);
}
