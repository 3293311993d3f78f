import type { ErrorName } from '../trace/events.ts';
import { callOf } from './python-text.ts';
import type { JobSpec, Scenario, Statement } from './scenario.ts';

/** The listing that a program of this pool imports; null: none. */
export const listingOf = ({ pool }: Scenario): 'work_manager' | 'threadpool' | null =>
  ({ Queue: null, WorkManager: 'work_manager', ThreadPool: 'threadpool' } as const)[pool.kind];

const JOBS_COMMENT = 'Seconds that each job takes, and what it raises at its end.';

/**
 * The scenario as a Python program: the same calls, in threads of the same names, on the pools of the listings. `comment`, of
 * one line, explains its table of jobs.
 */
export function programOf(scenario: Scenario, comment = JOBS_COMMENT): string {
  const { pool, jobs, threads } = scenario;
  const shared = { Queue: 'queue', WorkManager: 'manager', ThreadPool: 'pool' }[pool.kind];
  const [main, ...others] = threads.map(({ script }) => script.flatMap((now) => statement(now, scenario)));
  const parts = [
    imports(scenario),
    pool.kind === 'Queue' ? [] : work(scenario, comment),
    pool.kind === 'Queue'
      ? [`queue = Queue(${pool.maxsize > 0 ? pool.maxsize : ''})`, 'items = itertools.count()']
      : [],
    pool.kind === 'ThreadPool' ? requests(jobs) : [],
    ...others.map((body, i) => [
      `def ${nameOf(i + 1)}():`,
      ...(pool.kind === 'Queue' ? [] : [`    global ${shared}${pool.kind === 'ThreadPool' ? ', requests' : ''}`]),
      ...indented(body.length > 0 ? body : ['pass']),
    ]),
    threads.slice(1).map(({ name }, i) => `threading.Thread(target=${nameOf(i + 1)}, name=${text(name)}).start()`),
    main!,
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

const text = JSON.stringify;
const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);
const nameOf = (thread: number) => `thread_${thread}`;

function imports({ pool, jobs, threads }: Scenario): string[] {
  const named = new Set([
    ...threads.flatMap(({ script }) => script.flatMap((now) => now.catch ?? [])),
    ...jobs.map(({ raises }) => raises),
  ]);
  const from = (module: string, exceptions: ErrorName[], ...others: string[]) => {
    const names = [...exceptions.filter((name) => named.has(name)), ...others];
    return names.length > 0 ? [`from ${module} import ${names.join(', ')}`] : [];
  };
  const inQueue: ErrorName[] = ['Empty', 'Full'];
  return [
    ...(pool.kind === 'Queue' ? ['import itertools'] : []),
    ...(threads.length > 1 ? ['import threading'] : []),
    'import time',
    ...{
      Queue: from('queue', inQueue, 'Queue'),
      WorkManager: ['import work_manager', ...from('queue', inQueue), 'from work_manager import WorkManager'],
      ThreadPool: [
        ...from('queue', inQueue),
        ...from('threadpool', ['NoResultsPending', 'NoWorkersAvailable'], 'ThreadPool', 'WorkRequest'),
      ],
    }[pool.kind],
  ];
}

/** Writes the function that the workers call, and its table of jobs. */
function work({ pool, jobs, threads }: Scenario, comment: string): string[] {
  const added = threads.flatMap(({ script }) => script.filter((now) => now.call === 'add_job'));
  const last = jobs.at(-1)?.duration ?? 0;
  const rows = [
    ...jobs.map(({ count = 1, duration, raises }) => times(count, job(duration, raises))),
    ...added.map(({ duration, raises }) => times(1, job(duration ?? last, raises))),
  ];
  const manager = pool.kind === 'WorkManager';
  return [
    `# ${comment}`,
    `JOBS = ${rows.join(' + ') || '[]'}`,
    '',
    `def do_job(${manager ? 'args' : 'number'}):`,
    ...indented([
      `seconds, error = JOBS[${manager ? 'args[0]' : 'number'}]`,
      'if seconds:',
      '    time.sleep(seconds)',
      'if error:',
      '    raise error',
    ]),
    ...(manager ? ['', 'work_manager.do_job = do_job', `added = iter(range(${countOf(jobs)}, len(JOBS)))`] : []),
  ];
}

const countOf = (jobs: readonly JobSpec[]) => jobs.reduce((sum, { count = 1 }) => sum + count, 0);
const job = (duration: number, raises: ErrorName | undefined) => `(${duration}, ${raises ?? 'None'})`;
const times = (count: number, row: string) => (count === 1 ? `[${row}]` : `[${row}] * ${count}`);

/** The requests of a ThreadPool, with their callbacks. */
function requests(jobs: readonly JobSpec[]): string[] {
  const options = ({ requestID, unhashable, callback, exc_callback }: JobSpec) => {
    const given = [
      unhashable ? 'requestID=[]' : requestID !== undefined && `requestID=${requestID}`,
      callback !== undefined && `callback=${callback}`,
      exc_callback !== undefined && `exc_callback=${exc_callback ?? 'None'}`,
    ].filter((option) => option !== false);
    return `dict(${given.join(', ')})`;
  };
  const used = new Set(jobs.flatMap(({ callback, exc_callback }) => [callback, exc_callback]));
  return [
    ...(used.has('returns') ? ['def returns(request, result):', '    pass', ''] : []),
    ...(used.has('raises') ? ['def raises(request, result):', '    raise Exception', ''] : []),
    `OPTIONS = ${jobs.map((spec) => times(spec.count ?? 1, options(spec))).join(' + ') || '[]'}`,
  ];
}

/** A statement of a script, as lines of Python. */
function statement(now: Statement, scenario: Scenario): string[] {
  const call = callOf(now, scenario);
  const lines = {
    WorkManager: [`manager = ${call}`],
    ThreadPool: [`pool = ${call}`],
    makeRequests: ['requests = [WorkRequest(do_job, [number], **options) for number, options in enumerate(OPTIONS)]'],
    putRequest: [`for request in requests${rangeOf(now)}:`, `    ${call}`],
    add_job: ['manager.add_job(do_job, next(added))'],
    get: [`item = ${call}`],
    put: [call.replace('(item', '(next(items)')],
  };
  const body = (lines as Partial<Record<Statement['call'], string[]>>)[now.call] ?? [call];
  if (!now.catch || now.catch.length === 0) return body;
  const caught = now.catch.length === 1 ? now.catch[0]! : `(${now.catch.join(', ')})`;
  return ['try:', ...indented(body), `except ${caught}:`, '    pass'];
}

const rangeOf = (now: Statement): string => ('requests' in now && now.requests ? `[${now.requests.join(':')}]` : '');
