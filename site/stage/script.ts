import { metaOf, statesOf } from '../../simulator/machines/machines.ts';
import { callOf, pythonLiteral } from '../../simulator/scenario/python-text.ts';
import type { Scenario, Statement } from '../../simulator/scenario/scenario.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import type { ThreadId } from '../../simulator/trace/events.ts';
import { traceIndexOf, statementAt } from './trace-index.ts';

/** The thread's Python call in this state of its machine; '' between two calls. */
export function apiOf(
  execution: ModelExecution,
  thread: ThreadId,
  state: number,
  statement: Statement | undefined,
): string {
  const machine = execution.trace.threads[thread]?.machine ?? '';
  const op = metaOf(machine, statesOf(machine)[state] ?? '')?.op;
  switch (op) {
    case undefined:
    case 'next':
    case 'throw':
      return '';
    case 'get_request':
      return `get(True, ${pollTimeout(execution.scenario, thread)})`;
    case 'get':
    case 'put':
    case 'make':
    case 'sleep':
      return statement ? callOf(statement, execution.scenario) : op;
    case 'get_result': {
      const block = statement?.call === 'wait' || (statement?.call === 'poll' && (statement.block ?? false));
      return `_results_queue.get(block=${pythonLiteral(block)})`;
    }
    case 'run':
      return machine === 'Work' ? 'do(args)' : 'request.callable(…)';
    default:
      return CALLS[op];
  }
}

const CALLS = {
  put_next: 'add_job(do_job, i)',
  put_request: '_requests_queue.put(request)',
  register: 'workRequests[…] = request',
  get_nowait: 'get(block=False)',
  put_result: '_results_queue.put(…)',
  put_back: '_requests_queue.put(request)',
  task_done: 'task_done()',
  join: 'queue.join()',
  join_next: 'join()',
  start_next: 'start()',
  look: '_dismissed.is_set()',
  check: 'if not workRequests',
  call_back: 'callback(request, result)',
  unregister: 'del workRequests[…]',
  dismiss_next: 'worker.dismiss()',
} as const;

/** Seconds that a worker of the pool waits for a request before it looks up. Workers are numbered as they are made. */
function pollTimeout({ pool, threads }: Scenario, thread: ThreadId): number {
  if (pool.kind !== 'ThreadPool') return 0;
  let made = threads.length - 1 + pool.num_workers;
  if (thread <= made) return pool.poll_timeout;
  for (const statement of threads[0]?.script ?? []) {
    if (statement.call !== 'createWorkers') continue;
    made += statement.num_workers;
    if (thread <= made) return statement.poll_timeout ?? 5;
  }
  return 5;
}

/** The last statement it has called before `position`. */
export function statementOf(execution: ModelExecution, thread: ThreadId, position: number): Statement | undefined {
  return execution.scenario.threads[thread]?.script[statementAt(traceIndexOf(execution), thread, position)];
}
