import { upTo, type Schedule } from '../schedule/scheduler.ts';
import { CLOCK, K, type EventKind, type ThreadId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { decisionAt, startOf, type Execution } from '../run/execution.ts';

/** The nearest position at or before `position` that lies between two steps, and not before the first. */
export function betweenSteps(now: Execution, position: number): number {
  const { trace } = now;
  const start = startOf(now);
  let at = Math.max(start, Math.min(Math.trunc(position) || 0, trace.length));
  while (at > start && at < trace.length && !trace.isStep(at)) at--;
  return at;
}

/** Kinds that are as good as the one that is looked for: a queue says `wait` and `timeout`, a lock `block` and `expire`. */
const ALIKE: Partial<Record<EventKind, readonly EventKind[]>> = { wait: ['block', 'wait_exit'], timeout: ['expire'] };

/** The kinds of events, by their numbers, that a goal stands for. */
export const kindsOf = (goal: EventKind): number[] => [goal, ...(ALIKE[goal] ?? [])].map((kind) => K[kind]);

/** Position after the next event of this kind and its step; null: there is none. */
export function positionAfter({ trace }: Execution, from: number, goal: EventKind): number | null {
  const kinds = new Set(kindsOf(goal));
  for (let i = from; i < trace.length; i++) if (kinds.has(trace.kindAt(i))) return trace.stepEnd(i);
  return null;
}

/**
 * Makes `thread` take the next step: the position after it, if it does so anyway; else a schedule whose last override
 * it is, so that what followed before is forgotten. Null: it cannot run here.
 */
export function nextStepOf(
  now: Execution,
  position: number,
  thread: ThreadId,
): { position: number } | { schedule: Schedule } | null {
  const { trace, schedule, player } = now;
  if (thread === CLOCK) return null;
  if (position < trace.length && trace.threadAt(position) === thread) return { position: trace.stepEnd(position) };
  if (player.seek(position).threads[thread]?.status !== 'ready') return null;
  const decision = decisionAt(trace, position);
  const picks = [...upTo(schedule, decision).picks, [decision, thread] as const];
  return { schedule: { ...schedule, picks } };
}

/** Counts the steps, of threads and of the clock, that begin before `position`. */
export function stepsBefore(trace: Trace, position: number): number {
  let count = 0;
  for (let i = 0; i < position; i++) if (trace.isStep(i)) count++;
  return count;
}

/** Counts the steps before the one in which a failing run fails: its last exception that ends a thread, else its end. */
export function stepsBeforeFailure(trace: Trace): number {
  let last = trace.length - 1;
  for (let i = 0; i < trace.length; i++) if (trace.kindAt(i) === K.exception) last = i;
  return Math.max(0, stepsBefore(trace, last + 1) - 1);
}

/** The position after so many steps: the end, if there are not so many. */
export function positionAfterSteps(now: Execution, steps: number): number {
  const { trace } = now;
  let at = startOf(now);
  for (let n = 0; n < steps && at < trace.length; n++) at = trace.stepEnd(at);
  return at;
}
