import type { AnyError, Condition, ThreadId } from './events.ts';
import { K } from './events.ts';
import type { Player } from './player.ts';
import { sizeOf, type PoolState } from './state.ts';

/**
 * The outcome of a run. `livelock`: it is proven to repeat itself for ever; `budget`: it was stopped after its limit of events;
 * `stopped`: by the learner.
 */
export type Outcome = 'finished' | 'deadlock' | 'livelock' | 'budget' | 'stopped';

/** One thread that cannot go on by itself: what it waits for, and which living threads could ever end that wait. */
export interface Blocked {
  thread: ThreadId;
  queue: number | null;
  condition: Condition | null;
  /** The thread it joins. */
  target: ThreadId | null;
  /** The lock, event, … it waits on. */
  object: number | null;
  /** End of a timed wait, in seconds; Infinity: none. */
  deadline: number;
  /** Threads that could wake it; empty: no thread is left that could. */
  holders: ThreadId[];
}

export type Finding =
  | { kind: 'deadlock'; blocked: Blocked[] }
  /** The run repeats itself for ever; `blocked`: threads that wait meanwhile. */
  | { kind: 'livelock'; blocked: Blocked[] }
  /** A thread ended with an uncaught exception. */
  | { kind: 'exception'; thread: ThreadId; error: AnyError; message?: string }
  /** An expectation of an exercise does not hold. */
  | { kind: 'check'; message: string }
  /** A job raised and its worker was gone, while requests were still queued. */
  | { kind: 'lost-thread'; thread: ThreadId; item: number; queued: number }
  /** The run ended and these were left in a queue. */
  | { kind: 'left-over'; queue: number; size: number; unfinished: number }
  /** The run was stopped after so many events. */
  | { kind: 'budget'; events: number };

/** Tells whether a machine could end a wait on a condition of a queue: it gets, puts, or calls task_done there. */
export type Roles = (machine: string, condition: Condition, queue: number) => boolean;

/** Lists the blocked threads of a state, with the threads that could end each wait. */
export function blockedThreads(state: PoolState, machineOf: (thread: ThreadId) => string, roles: Roles): Blocked[] {
  const alive = (id: ThreadId) => !['new', 'exited', 'died'].includes(state.threads[id]!.status);
  return state.threads.flatMap((thread, id) => {
    if (thread.status !== 'blocked' && thread.status !== 'waiting') return [];
    const { condition, queue } = thread;
    const { target, object } = thread;
    const owner = object >= 0 ? state.objects[object]!.owner : target;
    const holders =
      condition === null
        ? owner >= 0
          ? [owner]
          : []
        : state.threads.flatMap((_, other) =>
            other !== id && alive(other) && roles(machineOf(other), condition, queue) ? [other] : [],
          );
    return [
      {
        thread: id,
        queue: condition === null ? null : queue,
        condition,
        target: thread.target >= 0 ? thread.target : null,
        object: thread.object >= 0 ? thread.object : null,
        deadline: thread.deadline,
        holders,
      },
    ];
  });
}

/** Lists the faults of a run that has ended, the worst first. */
export function diagnose(player: Player, outcome: Outcome, roles: Roles): Finding[] {
  const { trace } = player;
  const state = player.seek(trace.length);
  const findings: Finding[] = [];
  if (outcome === 'deadlock' || outcome === 'livelock')
    findings.push({ kind: outcome, blocked: blockedThreads(state, (id) => trace.threads[id]!.machine, roles) });
  if (outcome === 'budget') findings.push({ kind: 'budget', events: trace.length });

  const failing = new Map<ThreadId, number>();
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kindAt(i);
    const thread = trace.threadAt(i);
    if (kind === K.fail) failing.set(thread, trace.aAt(i));
    else if (kind === K.exit && failing.has(thread)) {
      const queued = sizeOf(state.queues[0]!);
      if (queued > 0) findings.push({ kind: 'lost-thread', thread, item: failing.get(thread)!, queued });
    } else if (kind !== K.tick && kind !== K.wake) failing.delete(thread);
  }
  state.threads.forEach(({ status, error }, thread) => {
    if (status === 'died' && error) findings.push({ kind: 'exception', thread, error });
  });
  if (outcome === 'finished') {
    state.queues.forEach((queue, index) => {
      const size = sizeOf(queue);
      if (size > 0) findings.push({ kind: 'left-over', queue: index, size, unfinished: queue.unfinished });
    });
  }
  return findings;
}
