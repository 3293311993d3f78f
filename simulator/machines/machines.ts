import type { AnyStateMachine } from 'xstate';
import type { Condition } from '../trace/events.ts';
import { callerMachine } from './caller.ts';
import type { Op, StateMeta } from './frame.ts';
import { queueMachine } from './queue.ts';
import { threadPoolMachine } from './thread-pool.ts';
import { workManagerMachine } from './work-manager.ts';
import { workRequestMachine } from './work-request.ts';
import { workMachine } from './work.ts';
import { workerThreadMachine } from './worker-thread.ts';
import { own } from '../trace/own.ts';

/** Every machine, by the id that traces call it. */
export const MACHINES: Readonly<Record<string, AnyStateMachine>> = Object.fromEntries(
  [
    queueMachine,
    callerMachine,
    workMachine,
    workManagerMachine,
    workerThreadMachine,
    threadPoolMachine,
    workRequestMachine,
  ].map((machine) => [machine.id, machine]),
);

/** The machines that threads run. */
export const THREAD_MACHINES = ['Caller', 'Work', 'WorkManager', 'WorkerThread', 'ThreadPool'] as const;

/** State names in the order in which traces number them. */
export const statesOf = (machine: string): string[] => Object.keys(own(MACHINES, machine)?.root.states ?? {});

/** Returns the data in `meta` of a thread machine's state. */
export const metaOf = (machine: string, state: string): StateMeta | undefined =>
  own(own(MACHINES, machine)?.root.states ?? {}, state)?.meta as StateMeta | undefined;

/**
 * Operations that can end a wait on each condition, by queue: 0 the request queue, 1 the result queue. A worker that puts a
 * request back is left out: a thread that waits for one has none to put back.
 */
const ENDS: Record<Condition, readonly (readonly Op[])[]> = {
  not_empty: [['put', 'put_next', 'put_request'], ['put_result']],
  not_full: [['get', 'get_nowait', 'get_request'], ['get_result']],
  all_tasks_done: [['task_done'], []],
};

/** True if a thread with this machine has an operation that can end a wait on the condition. */
export function canEnd(machine: string, condition: Condition, queue: number): boolean {
  const ops = ENDS[condition][queue] ?? [];
  return statesOf(machine).some((state) => {
    const op = metaOf(machine, state)?.op;
    return op !== undefined && ops.includes(op);
  });
}
