import type { Op } from '../../simulator/machines/frame.ts';

const API: Partial<Record<Op, string>> = {
  put: 'put()',
  put_next: 'add_job()',
  put_request: '_requests_queue.put()',
  register: 'workRequests[id] =',
  get: 'get()',
  get_nowait: 'get(block=False)',
  get_request: 'get(True, poll_timeout)',
  get_result: '_results_queue.get()',
  put_result: '_results_queue.put()',
  put_back: '_requests_queue.put()',
  task_done: 'task_done()',
  join: 'join()',
  join_next: 'join()',
  start_next: 'start()',
  look: '_dismissed.is_set()',
  check: 'workRequests',
  call_back: 'callback()',
  unregister: 'del workRequests[id]',
  dismiss_next: 'dismiss()',
  sleep: 'sleep()',
};

/** The Python call of a state, short enough for a box of a statechart; '' if it has none. */
export function apiText(machine: string, op: Op | undefined): string {
  if (op === 'run') return machine === 'Work' ? 'do(args)' : 'request.callable()';
  return (op && API[op]) ?? '';
}
