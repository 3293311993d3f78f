import { setup } from './setup.ts';
import type { FrameHost, OutcomeEvent, StateMeta } from './frame.ts';

/** `WorkerThread.run` of the threadpool package. */
export const workerThreadMachine = setup({
  types: {} as { context: FrameHost; input: FrameHost; events: OutcomeEvent; meta: StateMeta },
  actions: { die: ({ context }) => context.die() },
}).createMachine({
  id: 'WorkerThread',
  context: ({ input }) => input,
  initial: 'looking',
  states: {
    looking: {
      meta: { op: 'look', code: 'if self._dismissed.is_set():  # before waiting' },
      on: { clear: 'polling', set: 'gone' },
    },
    polling: {
      meta: { op: 'get_request', code: 'self._requests_queue.get(True, self._poll_timeout)' },
      // A negative poll timeout is a ValueError, and nothing here catches it.
      on: { ok: 'lookingAgain', Empty: 'looking', raised: { target: 'died', actions: 'die' } },
    },
    lookingAgain: {
      meta: { op: 'look', code: 'if self._dismissed.is_set():  # before working' },
      on: { clear: 'calling', set: 'puttingBack' },
    },
    puttingBack: {
      meta: { op: 'put_back', code: 'self._requests_queue.put(request)' },
      on: { ok: 'gone' },
    },
    calling: {
      meta: { op: 'run', code: 'result = request.callable(*request.args, **request.kwds)' },
      on: { ok: 'puttingResult', raised: 'puttingException' },
    },
    puttingResult: {
      meta: { op: 'put_result', code: 'self._results_queue.put((request, result))' },
      on: { ok: 'looking' },
    },
    puttingException: {
      meta: { op: 'put_result', code: 'self._results_queue.put((request, sys.exc_info()))' },
      on: { ok: 'looking' },
    },
    gone: { type: 'final' },
    died: { type: 'final' },
  },
});
