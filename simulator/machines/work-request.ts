import { createMachine } from 'xstate';

/**
 * The life of one `WorkRequest`, in the words of the trace.
 * No engine runs it: it judges traces, whichever engine they come from.
 */
export const workRequestMachine = createMachine({
  id: 'WorkRequest',
  initial: 'made',
  states: {
    made: { on: { put: 'queued' } },
    queued: { on: { get: 'held' } },
    held: { on: { run: 'running', put: 'queued' } }, // put: a dismissed worker puts it back
    running: { on: { done: 'returned', fail: 'raised' } },
    returned: { on: { put: 'resultQueued', task_done: 'finished' } },
    raised: { on: { put: 'resultQueued' } },
    resultQueued: { on: { get: 'delivered' } },
    delivered: { on: { callback: 'delivered', exc_callback: 'delivered', unregister: 'finished' } },
    finished: { type: 'final' },
  },
});
