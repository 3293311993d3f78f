import { setup } from './setup.ts';
import type { FrameHost, OutcomeEvent, StateMeta } from './frame.ts';

/** A thread that uses a `ThreadPool` of the threadpool package: between two calls it is in `script`. */
export const threadPoolMachine = setup({
  types: {} as { context: FrameHost; input: FrameHost; events: OutcomeEvent; meta: StateMeta },
  guards: {
    // wait() is `while True: try: self.poll(True) except NoResultsPending: break`.
    inWait: ({ context }) => context.inWait,
    doJoin: ({ context }) => context.doJoin,
  },
  actions: { leaveCall: ({ context }) => context.leaveCall(), die: ({ context }) => context.die() },
}).createMachine({
  id: 'ThreadPool',
  context: ({ input }) => input,
  initial: 'script',
  states: {
    script: {
      meta: { op: 'next' },
      on: {
        ThreadPool: 'creatingWorkers',
        createWorkers: 'creatingWorkers',
        makeRequests: 'makingRequests',
        putRequest: 'puttingRequest',
        poll: 'checking',
        wait: 'checking',
        dismissWorkers: 'dismissing',
        joinAllDismissedWorkers: 'joining',
        sleep: 'sleeping',
        end: 'finished',
      },
    },
    creatingWorkers: {
      meta: { op: 'start_next', code: 'self.workers.append(' },
      on: { ok: 'creatingWorkers', exhausted: { target: 'script', actions: 'leaveCall' } },
    },
    makingRequests: {
      meta: { op: 'make', code: 'requests.append(' },
      on: { ok: { target: 'script', actions: 'leaveCall' }, raised: 'raising' },
    },
    puttingRequest: {
      meta: { op: 'put_request', code: 'self._requests_queue.put(request, block, timeout)' },
      on: { ok: 'registering', raised: 'raising', exhausted: { target: 'script', actions: 'leaveCall' } },
    },
    registering: {
      meta: { op: 'register', code: 'self.workRequests[request.requestID] = request' },
      on: { ok: 'puttingRequest' },
    },
    checking: {
      meta: { op: 'check', code: 'if not self.workRequests:' },
      on: {
        pending: 'gettingResult',
        none_pending: [{ guard: 'inWait', target: 'script', actions: 'leaveCall' }, { target: 'raising' }],
        no_workers: 'raising',
      },
    },
    gettingResult: {
      meta: { op: 'get_result', code: 'self._results_queue.get(block=block)' },
      on: { ok: 'callingBack', Empty: { target: 'script', actions: 'leaveCall' } },
    },
    callingBack: {
      meta: { op: 'call_back', code: 'request.callback(request, result)' },
      on: { ok: 'deleting', raised: 'raising' },
    },
    deleting: {
      meta: { op: 'unregister', code: 'del self.workRequests[request.requestID]' },
      on: { ok: 'checking', raised: 'raising' },
    },
    dismissing: {
      meta: { op: 'dismiss_next', code: 'worker.dismiss()' },
      on: {
        ok: 'dismissing',
        exhausted: [
          { guard: 'doJoin', target: 'joining' },
          { target: 'script', actions: 'leaveCall' },
        ],
      },
    },
    joining: {
      meta: { op: 'join_next', code: 'worker.join()' },
      on: { ok: 'joining', exhausted: { target: 'script', actions: 'leaveCall' } },
    },
    sleeping: { meta: { op: 'sleep' }, on: { ok: { target: 'script', actions: 'leaveCall' } } },
    raising: {
      meta: { op: 'throw' },
      on: { caught: { target: 'script', actions: 'leaveCall' }, uncaught: { target: 'died', actions: 'die' } },
    },
    finished: { type: 'final' },
    died: { type: 'final' },
  },
});
