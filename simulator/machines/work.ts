import { setup } from './setup.ts';
import type { FrameHost, OutcomeEvent, StateMeta } from './frame.ts';

/** `Work.run` of the hand-written WorkManager: get without waiting, do the job, task_done, until anything at all is raised. */
export const workMachine = setup({
  types: {} as { context: FrameHost; input: FrameHost; events: OutcomeEvent; meta: StateMeta },
}).createMachine({
  id: 'Work',
  context: ({ input }) => input,
  initial: 'getting',
  states: {
    getting: {
      meta: { op: 'get_nowait', code: 'self.work_queue.get(block=False)' },
      on: { ok: 'doing', Empty: 'gone' },
    },
    doing: {
      meta: { op: 'run', code: 'do(args)' },
      on: { ok: 'finishing', raised: 'gone' },
    },
    finishing: {
      meta: { op: 'task_done', code: 'self.work_queue.task_done()' },
      on: { ok: 'getting', raised: 'gone' },
    },
    gone: { type: 'final' },
  },
});
