import { setup } from './setup.ts';
import type { FrameHost, OutcomeEvent, StateMeta } from './frame.ts';

/** The main thread of a program with a `WorkManager`: between two calls it is in `script`. */
export const workManagerMachine = setup({
  types: {} as { context: FrameHost; input: FrameHost; events: OutcomeEvent; meta: StateMeta },
  actions: { leaveCall: ({ context }) => context.leaveCall() },
}).createMachine({
  id: 'WorkManager',
  context: ({ input }) => input,
  initial: 'script',
  states: {
    script: {
      meta: { op: 'next' },
      on: {
        WorkManager: 'queueingJobs',
        add_job: 'addingJob',
        wait_allcomplete: 'joining',
        sleep: 'sleeping',
        end: 'finished',
      },
    },
    queueingJobs: {
      meta: { op: 'put_next', code: 'self.add_job(do_job, i)' },
      on: { ok: 'queueingJobs', exhausted: 'startingWorkers' },
    },
    startingWorkers: {
      meta: { op: 'start_next', code: 'self.threads.append(Work(self.work_queue))' },
      on: { ok: 'startingWorkers', exhausted: { target: 'script', actions: 'leaveCall' } },
    },
    addingJob: {
      meta: { op: 'put', code: 'self.work_queue.put((func, list(args)))' },
      on: { ok: { target: 'script', actions: 'leaveCall' } },
    },
    joining: {
      meta: { op: 'join_next', code: 'item.join()' },
      on: { ok: 'joining', exhausted: { target: 'script', actions: 'leaveCall' } },
    },
    sleeping: { meta: { op: 'sleep' }, on: { ok: { target: 'script', actions: 'leaveCall' } } },
    finished: { type: 'final' },
  },
});
