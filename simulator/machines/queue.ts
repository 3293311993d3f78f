import { setup } from './setup.ts';
import type { Condition } from '../trace/events.ts';

/** Data that the queue's machine reads and changes. Mirrors the fields of `queue.Queue` (Lib/queue.py). */
export interface QueueData {
  /** 0: no bound. */
  readonly maxsize: number;
  readonly size: number;
  readonly unfinished: number;
  append(call: QueueCall): void;
  take(call: QueueCall): void;
  finish(call: QueueCall): void;
  joined(call: QueueCall): void;
  wait(condition: Condition, call: QueueCall): void;
  notify(condition: Condition, call: QueueCall): void;
  notifyAll(condition: Condition, call: QueueCall): void;
  refuse(error: 'Empty' | 'Full' | 'ValueError', call: QueueCall): void;
}

/** One call of one thread. A call that waits is made again when the thread is woken, with the same deadline. */
export interface QueueCall {
  type: 'put' | 'get' | 'task_done' | 'join';
  thread: number;
  /** The item to put; after a get, the item that was got. */
  item: number;
  block: boolean;
  /** Deadline in seconds. Infinity: no timeout; -Infinity: the timeout given was negative. */
  deadline: number;
  now: number;
}

/**
 * `queue.Queue`, one call at a time: each transition is what one call does while it holds the mutex.
 * Decisions are guards, everything that happens is a named action.
 */
export const queueMachine = setup({
  types: {} as { context: QueueData; events: QueueCall; input: QueueData },
  guards: {
    // put() checks `0 < maxsize`: a queue without a bound is never full.
    lastPlace: ({ context }) => context.maxsize > 0 && context.size + 1 >= context.maxsize,
    lastItem: ({ context }) => context.size === 1,
    negativeTimeout: ({ event }) => event.block && event.deadline === -Infinity,
    // put() looks at the timeout only where the queue has a bound.
    negativePutTimeout: ({ context, event }) => context.maxsize > 0 && event.block && event.deadline === -Infinity,
    mayWait: ({ event }) => event.block && event.deadline > event.now,
    noneUnfinished: ({ context }) => context.unfinished === 0,
    lastUnfinished: ({ context }) => context.unfinished === 1,
  },
  actions: {
    append: ({ context, event }) => context.append(event),
    take: ({ context, event }) => context.take(event),
    finish: ({ context, event }) => context.finish(event),
    joined: ({ context, event }) => context.joined(event),
    waitNotEmpty: ({ context, event }) => context.wait('not_empty', event),
    waitNotFull: ({ context, event }) => context.wait('not_full', event),
    waitAllTasksDone: ({ context, event }) => context.wait('all_tasks_done', event),
    notifyNotEmpty: ({ context, event }) => context.notify('not_empty', event),
    notifyNotFull: ({ context, event }) => context.notify('not_full', event),
    notifyAllTasksDone: ({ context, event }) => context.notifyAll('all_tasks_done', event),
    raiseEmpty: ({ context, event }) => context.refuse('Empty', event),
    raiseFull: ({ context, event }) => context.refuse('Full', event),
    raiseValueError: ({ context, event }) => context.refuse('ValueError', event),
  },
}).createMachine({
  id: 'Queue',
  context: ({ input }) => input,
  initial: 'empty',
  on: {
    task_done: [
      { guard: 'noneUnfinished', actions: 'raiseValueError' },
      { guard: 'lastUnfinished', actions: ['finish', 'notifyAllTasksDone'] },
      { actions: 'finish' },
    ],
    join: [{ guard: 'noneUnfinished', actions: 'joined' }, { actions: 'waitAllTasksDone' }],
  },
  states: {
    empty: {
      on: {
        put: [
          { guard: 'negativePutTimeout', actions: 'raiseValueError' },
          { guard: 'lastPlace', target: 'full', actions: ['append', 'notifyNotEmpty'] },
          { target: 'holding', actions: ['append', 'notifyNotEmpty'] },
        ],
        get: [
          { guard: 'negativeTimeout', actions: 'raiseValueError' },
          { guard: 'mayWait', actions: 'waitNotEmpty' },
          { actions: 'raiseEmpty' },
        ],
      },
    },
    holding: {
      on: {
        put: [
          { guard: 'negativePutTimeout', actions: 'raiseValueError' },
          { guard: 'lastPlace', target: 'full', actions: ['append', 'notifyNotEmpty'] },
          { actions: ['append', 'notifyNotEmpty'] },
        ],
        get: [
          { guard: 'negativeTimeout', actions: 'raiseValueError' },
          { guard: 'lastItem', target: 'empty', actions: ['take', 'notifyNotFull'] },
          { actions: ['take', 'notifyNotFull'] },
        ],
      },
    },
    full: {
      on: {
        put: [
          { guard: 'negativePutTimeout', actions: 'raiseValueError' },
          { guard: 'mayWait', actions: 'waitNotFull' },
          { actions: 'raiseFull' },
        ],
        get: [
          { guard: 'negativeTimeout', actions: 'raiseValueError' },
          { guard: 'lastItem', target: 'empty', actions: ['take', 'notifyNotFull'] },
          { target: 'holding', actions: ['take', 'notifyNotFull'] },
        ],
      },
    },
  },
});
