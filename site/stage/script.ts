import { metaOf, statesOf } from '../../simulator/model/machines.ts';
import type { Scenario, Statement } from '../../simulator/scenario/scenario.ts';
import type { Take } from '../../simulator/session/take.ts';
import type { ThreadId } from '../../simulator/trace/events.ts';
import { factsOf, statementAt } from './facts.ts';

const python = (value: boolean | null): string => (value === null ? 'None' : value ? 'True' : 'False');
const args = (...given: (string | false | undefined)[]): string => given.filter(Boolean).join(', ');
type Waiting = { block?: boolean; timeout?: number | null };
const waiting = ({ block, timeout }: Waiting): string =>
  args(block !== undefined && `block=${python(block)}`, timeout !== undefined && `timeout=${timeout ?? 'None'}`);

/** A statement's call in Python, without what is done with its value. */
export function callOf(statement: Statement, { pool, jobs }: Scenario): string {
  switch (statement.call) {
    case 'sleep':
      return `time.sleep(${statement.seconds})`;
    case 'WorkManager': {
      const work = jobs.reduce((sum, { count = 1 }) => sum + count, 0);
      return `WorkManager(${work}, ${pool.kind === 'WorkManager' ? pool.thread_num : 0})`;
    }
    case 'ThreadPool': {
      if (pool.kind !== 'ThreadPool') return 'ThreadPool()';
      const { num_workers, q_size, resq_size, poll_timeout } = pool;
      const more = [q_size > 0 && `q_size=${q_size}`, resq_size > 0 && `resq_size=${resq_size}`];
      return `ThreadPool(${args(String(num_workers), ...more, poll_timeout !== 5 && `poll_timeout=${poll_timeout}`)})`;
    }
    case 'makeRequests':
      return jobs.some(({ callback }) => callback)
        ? 'makeRequests(do_job, data, callback)'
        : 'makeRequests(do_job, data)';
    case 'add_job':
      return 'manager.add_job(do_job, i)';
    case 'wait_allcomplete':
      return 'manager.wait_allcomplete()';
    case 'putRequest':
      return `pool.putRequest(${args('request', waiting(statement))})`;
    case 'poll':
      return `pool.poll(${statement.block === undefined ? '' : `block=${python(statement.block)}`})`;
    case 'createWorkers':
    case 'dismissWorkers': {
      const more = 'do_join' in statement && statement.do_join ? 'do_join=True' : '';
      const poll =
        'poll_timeout' in statement && statement.poll_timeout !== undefined
          ? `poll_timeout=${statement.poll_timeout}`
          : '';
      return `pool.${statement.call}(${args(String(statement.num_workers), more, poll)})`;
    }
    case 'put':
      return `queue.put(${args('item', waiting(statement))})`;
    case 'get':
      return `queue.get(${waiting(statement)})`;
    case 'task_done':
    case 'join':
      return `queue.${statement.call}()`;
    default:
      return `pool.${statement.call}()`;
  }
}

/** The statement as a line of a program. */
export function lineOf(statement: Statement, scenario: Scenario): string {
  const call = callOf(statement, scenario);
  const line = {
    WorkManager: `manager = ${call}`,
    ThreadPool: `pool = ${call}`,
    makeRequests: `requests = ${call}`,
    get: `item = ${call}`,
    putRequest: `for request in requests${range(statement)}: ${call}`,
  };
  const text = (line as Partial<Record<Statement['call'], string>>)[statement.call] ?? call;
  return statement.catch ? `${text}  # except ${statement.catch.join(', ')}: pass` : text;
}

const range = (statement: Statement): string =>
  'requests' in statement && statement.requests ? `[${statement.requests.join(':')}]` : '';

/** What the thread calls in this state of its machine, in Python; '' where it only goes from one call to the next. */
export function apiOf(take: Take, thread: ThreadId, state: number, statement: Statement | undefined): string {
  const machine = take.trace.threads[thread]?.machine ?? '';
  const op = metaOf(machine, statesOf(machine)[state] ?? '')?.op;
  switch (op) {
    case undefined:
    case 'next':
    case 'throw':
      return '';
    case 'get_request':
      return `get(True, ${pollTimeout(take.scenario, thread)})`;
    case 'get':
    case 'put':
    case 'make':
    case 'sleep':
      return statement ? callOf(statement, take.scenario) : op;
    case 'get_result': {
      const block = statement?.call === 'wait' || (statement?.call === 'poll' && (statement.block ?? false));
      return `_results_queue.get(block=${python(block)})`;
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
export function pollTimeout({ pool, threads }: Scenario, thread: ThreadId): number {
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
export function statementOf(take: Take, thread: ThreadId, position: number): Statement | undefined {
  return take.scenario.threads[thread]?.script[statementAt(factsOf(take), thread, position)];
}
