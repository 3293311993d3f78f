import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { CLOCK, K, type ThreadId } from '../../../simulator/trace/events.ts';
import type { Stack } from '../../../simulator/engines/python/interpreter/program.ts';
import { countBelow } from '../trace-index.ts';

/** An index of a program's run, made once for all lookups. */
export interface History {
  /** For each thread the events of its own, ascending: not those that the clock does to it. */
  readonly events: readonly (readonly number[])[];
  /** For each thread its stacks: the events they are from, ascending, and their places in `run.stacks`. */
  readonly seqs: readonly (readonly number[])[];
  readonly stacks: readonly (readonly number[])[];
  /** For each queue, the most it ever holds, and whether its work is counted. */
  readonly most: readonly number[];
  readonly counts: readonly boolean[];
  /** The number of each queue, by the handle that variables have. */
  readonly queues: ReadonlyMap<number, number>;
}

const known = new WeakMap<PythonExecution, History>();

export function historyOf(execution: PythonExecution): History {
  let history = known.get(execution);
  if (!history) known.set(execution, (history = collect(execution)));
  return history;
}

function collect({ trace, run }: PythonExecution): History {
  const events: number[][] = trace.threads.map(() => []);
  const size = trace.queues.map(() => 0);
  const most = trace.queues.map(() => 0);
  const counts = trace.queues.map(() => false);
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kindAt(i);
    const thread = trace.threadAt(i);
    if (thread !== CLOCK && kind !== K.wake) events[thread]?.push(i);
    const queue = trace.objectAt(i);
    if (kind === K.put) most[queue] = Math.max(most[queue]!, ++size[queue]!);
    else if (kind === K.get) size[queue]!--;
    else if (kind === K.task_done) counts[queue] = true;
  }
  const seqs: number[][] = trace.threads.map(() => []);
  const stacks: number[][] = trace.threads.map(() => []);
  const queues = new Map<number, number>();
  run.stacks.forEach(({ thread, seq, frames, globals }, at) => {
    // A queue gets its number with its first use, which may be later than the variable is seen.
    for (const [, , handle, queue] of [globals, ...frames.map(({ variables }) => variables)].flat())
      if (handle !== undefined && typeof queue === 'number') queues.set(handle, queue);
    seqs[thread]?.push(seq);
    stacks[thread]?.push(at);
  });
  return { events, seqs, stacks, most, counts, queues };
}

/** The last event of the thread's own before `position`; -1: none. */
export function lastOwn(execution: PythonExecution, thread: ThreadId, position: number): number {
  const own = historyOf(execution).events[thread] ?? [];
  return own[countBelow(own, position) - 1] ?? -1;
}

/** Finds where the thread stood before the event at `position`: its last `reach`; -1: it had not come to any. */
export function lastReach(execution: PythonExecution, thread: ThreadId, position: number): number {
  const own = historyOf(execution).events[thread] ?? [];
  for (let n = countBelow(own, position) - 1; n >= 0; n--)
    if (execution.trace.kindAt(own[n]!) === K.reach) return own[n]!;
  return -1;
}

/**
 * The thread's stack after the first `position` events, and the one before it; null if none was recorded yet.
 * A stack is recorded just before its event, so it counts from the position after.
 */
export function stackAt(
  execution: PythonExecution,
  thread: ThreadId,
  position: number,
): { now: Stack | null; before: Stack | null } {
  const { seqs, stacks } = historyOf(execution);
  const count = countBelow(seqs[thread] ?? [], position);
  const nth = (n: number) => execution.run.stacks[stacks[thread]?.[n] ?? -1] ?? null;
  return { now: nth(count - 1), before: nth(count - 2) };
}
