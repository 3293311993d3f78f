import type { Scenario, Statement } from './scenario.ts';

/** A boolean or None in Python. */
export const pythonLiteral = (value: boolean | null): string => (value === null ? 'None' : value ? 'True' : 'False');
const args = (...given: (string | false | undefined)[]): string => given.filter(Boolean).join(', ');
type Waiting = { block?: boolean; timeout?: number | null };
const waiting = ({ block, timeout }: Waiting): string =>
  args(block !== undefined && `block=${pythonLiteral(block)}`, timeout !== undefined && `timeout=${timeout ?? 'None'}`);

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
      return `pool.poll(${statement.block === undefined ? '' : `block=${pythonLiteral(statement.block)}`})`;
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
