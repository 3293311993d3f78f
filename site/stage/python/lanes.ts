import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { CLOCK, CONDITIONS, K, type ThreadId } from '../../../simulator/trace/events.ts';
import { sizeOf, type PoolState, type QueueState } from '../../../simulator/trace/state.ts';
import type { Cell, LaneView } from '../cells.ts';
import { comingText } from '../coming.ts';
import { nameOf, nextAt } from '../names.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { list } from '../../i18n/text.ts';
import { lastOwn } from './history.ts';
import { itemText, pieceOf } from './items.ts';
import { locksOf, whyOn } from './objects.ts';
import { placeText } from './places.ts';
import type { PythonStageMessages } from './messages.ts';

export function cellOf(execution: PythonExecution, state: PoolState, id: ThreadId, next: ThreadId): Cell {
  const thread = state.threads[id]!;
  return {
    id,
    name: nameOf(execution, id),
    status: thread.status,
    tile: thread.item < 0 ? null : pieceOf(execution.trace, thread.item),
    next: id === next,
    dismissed: thread.dismissed,
  };
}

/** Queues that are drawn at once. */
export const MOST_QUEUES = 4;

/** The queues to draw: of many, those that hold something or are waited on come first. */
export function queuesShown({ queues }: PoolState): { queue: QueueState; i: number }[] {
  const all = queues.map((queue, i) => ({ queue, i }));
  if (all.length <= MOST_QUEUES) return all;
  const used = (queue: QueueState) => sizeOf(queue) > 0 || CONDITIONS.some((each) => queue.waiters[each].length > 0);
  return all
    .toSorted((a, b) => Number(used(b.queue)) - Number(used(a.queue)) || a.i - b.i)
    .slice(0, MOST_QUEUES)
    .toSorted((a, b) => a.i - b.i);
}

/** The next step, in a sentence; '' at the end of the run. */
export function comingOf(execution: PythonExecution, state: PoolState, messages: PythonStageMessages): string {
  const next = nextAt(execution, state.position);
  const bare = { ...messages, t: { ...messages.t, lane: { ...messages.t.lane, next: '{place}' } } };
  return comingText(execution, state, next, () => whatOf(execution, state, next, bare), messages.m);
}

/** A thread as a whole lane: what it does, why it waits, and what it holds. */
export function pythonLaneOf(
  execution: PythonExecution,
  state: PoolState,
  id: ThreadId,
  next: ThreadId,
  messages: PythonStageMessages,
): LaneView {
  const thread = state.threads[id]!;
  return {
    ...cellOf(execution, state, id, next),
    until: thread.deadline,
    what: whatOf(execution, state, id, messages),
    why: [whyOf(execution, state, id, messages), taskOf(state, id, messages), holdsOf(execution, state, id, messages)]
      .filter(Boolean)
      .join(messages.t.also),
    seen: thread.dismissSeen,
    canStep: next !== -1 && next !== CLOCK && thread.status === 'ready',
  };
}

function whatOf(execution: PythonExecution, state: PoolState, id: ThreadId, messages: PythonStageMessages): string {
  const { m, t } = messages;
  const { status, error, line, upcoming, queue, object } = state.threads[id]!;
  if (status === 'new') return m.lane.notStarted;
  if (status === 'exited' || status === 'died') return error ? fill(m.lane.endedWith, { error }) : m.lane.ended;
  const last = lastOwn(execution, id, state.position);
  if (last < 0) return t.lane.begins;
  const place = placeText(execution, id, state.position, line, upcoming, messages);
  if (status !== 'ready') return fill(t.lane.inside, { place });
  if (execution.trace.kindAt(last) === K.reach) return fill(t.lane.next, { place });
  // It has left no wait, and still can run: that is the clock's doing, or a lock is free that it stands before.
  const late = (queue >= 0 || object >= 0) && execution.trace.deadlineOf(execution.trace.bAt(last)) <= state.time;
  return fill(late ? t.lane.late : t.lane.goesOn, { place });
}

function whyOf(execution: PythonExecution, state: PoolState, id: ThreadId, messages: PythonStageMessages): string {
  const { m, t } = messages;
  const { status, condition, queue, target, object } = state.threads[id]!;
  if (status !== 'blocked' && status !== 'waiting') return '';
  if (target >= 0) return fill(m.lane.exits, { thread: `*${nameOf(execution, target)}*` });
  if (condition !== null)
    return fill(t.why.queue, { condition, queue: state.queues[queue]!.info.name, until: t.until[condition] });
  return object >= 0 ? whyOn(execution, state.objects[object]!, messages) : '';
}

/** The asyncio task that the thread's event loop is in. */
function taskOf(state: PoolState, id: ThreadId, { t }: PythonStageMessages): string {
  const { status, task } = state.threads[id]!;
  if (task < 0 || status === 'exited' || status === 'died') return '';
  return fill(t.lane.task, { task: state.objects[task]!.info.name });
}

function holdsOf(execution: PythonExecution, state: PoolState, id: ThreadId, { m, t }: PythonStageMessages): string {
  const { status, item } = state.threads[id]!;
  if (status === 'exited' || status === 'died') return '';
  const held = locksOf(state, id).map((name) => `\`${name}\``);
  if (item >= 0 && pieceOf(execution.trace, item).text !== pieceOf(execution.trace, item).title)
    held.push(itemText(execution.trace, item));
  return held.length > 0 ? fill(t.lane.holds, { things: list(held, m.list) }) : '';
}
