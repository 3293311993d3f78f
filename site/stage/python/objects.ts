import type { Execution } from '../../../simulator/run/execution.ts';
import type { ThreadId } from '../../../simulator/trace/events.ts';
import type { ObjectState, PoolState } from '../../../simulator/trace/state.ts';
import { names } from '../names.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import type { PythonStageMessages } from './messages.ts';
import { own } from '../../../simulator/trace/own.ts';

/** Boxes that are drawn at once. With more objects than that, only those that matter now are. */
const MOST_BOXES = 12;

/** Kinds that one thread holds at a time. */
const HELD = new Set(['Lock', 'RLock', 'Condition']);

/** The one thread that holds it; -1: it is free, or no single thread holds things of this kind. */
export const holderOf = ({ info, owner }: ObjectState): ThreadId => (HELD.has(info.kind) ? owner : -1);

const isHeld = (object: ObjectState): boolean => holderOf(object) >= 0;

const matters = (object: ObjectState): boolean => isHeld(object) || object.set || object.waiters.length > 0;

/** Tasks are shown in the lane of the thread that runs them: no thread can wait on one. */
const isTask = ({ info }: ObjectState): boolean => info.kind === 'Task';

/** The objects to draw, by their numbers, and how many are left out. */
export function shownObjects({ objects }: PoolState): { shown: number[]; rest: number } {
  const all = objects.flatMap((object, index) => (isTask(object) ? [] : [index]));
  const shown = all.length <= MOST_BOXES ? all : all.filter((index) => matters(objects[index]!)).slice(0, MOST_BOXES);
  return { shown, rest: all.length - shown.length };
}

/** The locks that a thread holds, by name. */
export const locksOf = ({ objects }: PoolState, thread: ThreadId): string[] =>
  objects.filter((object) => isHeld(object) && object.owner === thread).map(({ info }) => info.name);

export type Shape = 'held' | 'free' | 'set' | 'clear' | 'other';

export interface ObjectView {
  name: string;
  kind: string;
  shape: Shape;
  /** Its state, in words; '' where there is nothing to say. */
  says: string;
  waits: string;
}

/** The content of an object's box. */
export function objectView(execution: Execution, object: ObjectState, { m, t }: PythonStageMessages): ObjectView {
  const { name, kind } = object.info;
  const waits = object.waiters.length > 0 ? fill(t.object.waits, { threads: names(execution, object.waiters, m) }) : '';
  const view = (shape: Shape, says: string): ObjectView => ({ name, kind, shape, says, waits });
  if (kind === 'Event') return object.set ? view('set', t.object.set) : view('clear', t.object.clear);
  if (isHeld(object)) return view('held', fill(t.object.held, { thread: names(execution, [object.owner], m) }));
  return HELD.has(kind) ? view('free', t.object.free) : view('other', waits ? '' : t.object.nobody);
}

/** The event that ends a wait on an object of this kind. */
export function awaitedEvent(kind: string, { t }: PythonStageMessages): string {
  const messages: Readonly<Record<string, string>> = t.until;
  return own(messages, kind) ?? '';
}

/** Says why a thread waits on an object: who holds it, or what has to happen. */
export function whyOn(execution: Execution, object: ObjectState, messages: PythonStageMessages): string {
  const { m, t } = messages;
  const { name, kind } = object.info;
  if (isHeld(object)) return fill(t.why.held, { name, thread: `*${names(execution, [object.owner], m)}*` });
  const until = awaitedEvent(kind, messages);
  return until ? fill(t.why.until, { name, until }) : fill(t.why.on, { name });
}
