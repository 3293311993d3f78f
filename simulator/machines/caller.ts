import { setup } from './setup.ts';
import type { FrameHost, OutcomeEvent, StateMeta } from './frame.ts';

/** A thread that calls a bare `queue.Queue`, statement by statement. */
export const callerMachine = setup({
  types: {} as { context: FrameHost; input: FrameHost; events: OutcomeEvent; meta: StateMeta },
  actions: { leaveCall: ({ context }) => context.leaveCall(), die: ({ context }) => context.die() },
}).createMachine({
  id: 'Caller',
  context: ({ input }) => input,
  initial: 'script',
  states: {
    script: {
      meta: { op: 'next' },
      on: {
        put: 'putting',
        get: 'getting',
        task_done: 'finishing',
        join: 'joining',
        sleep: 'sleeping',
        end: 'finished',
      },
    },
    putting: {
      meta: { op: 'put' },
      on: { ok: { target: 'script', actions: 'leaveCall' }, raised: 'raising' },
    },
    getting: {
      meta: { op: 'get' },
      on: { ok: { target: 'script', actions: 'leaveCall' }, Empty: 'raising', raised: 'raising' },
    },
    finishing: {
      meta: { op: 'task_done' },
      on: { ok: { target: 'script', actions: 'leaveCall' }, raised: 'raising' },
    },
    joining: { meta: { op: 'join' }, on: { ok: { target: 'script', actions: 'leaveCall' } } },
    sleeping: { meta: { op: 'sleep' }, on: { ok: { target: 'script', actions: 'leaveCall' } } },
    raising: {
      meta: { op: 'throw' },
      on: { caught: { target: 'script', actions: 'leaveCall' }, uncaught: { target: 'died', actions: 'die' } },
    },
    finished: { type: 'final' },
    died: { type: 'final' },
  },
});
