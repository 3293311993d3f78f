import * as v from 'valibot';
import { ERRORS } from '../trace/events.ts';
import { LIMITS } from './limits.ts';

/** The schema of a scenario, from which its types come (see `scenario.ts`). A schema's message is a problem's reason. */

type Field = keyof typeof LIMITS;
const number = v.pipe(v.number('not-a-number'), v.finite('not-a-number'));
const between = (field: Field) =>
  v.pipe(number, v.minValue(LIMITS[field][0], 'too-small'), v.maxValue(LIMITS[field][1], 'too-large'));
const whole = (field: Field) =>
  v.pipe(
    number,
    v.integer('not-whole'),
    v.minValue(LIMITS[field][0], 'too-small'),
    v.maxValue(LIMITS[field][1], 'too-large'),
  );
const error = v.picklist(ERRORS, 'unknown');
const flag = v.exactOptional(v.boolean('unknown'));
// Python refuses a negative timeout by itself: the scenario may ask for it.
const timeout = v.exactOptional(v.nullable(v.pipe(number, v.maxValue(LIMITS.duration[1], 'too-large'))));
const does = v.picklist(['returns', 'raises'], 'unknown');

const pool = v.variant('kind', [
  v.strictObject({ kind: v.literal('Queue'), maxsize: whole('size') }),
  /** work_num is the number of jobs of the scenario. */
  v.strictObject({ kind: v.literal('WorkManager'), thread_num: whole('workers') }),
  v.strictObject({
    kind: v.literal('ThreadPool'),
    num_workers: whole('workers'),
    q_size: whole('size'),
    resq_size: whole('size'),
    poll_timeout: between('poll_timeout'),
  }),
]);

/** Jobs in a row that are alike. Times in seconds. */
const job = v.strictObject({
  /** The number of such jobs; 1 if left out. */
  count: v.exactOptional(whole('jobs')),
  /** The seconds for which the job sleeps. */
  duration: between('duration'),
  /** The exception the job raises at its end. */
  raises: v.exactOptional(error),
  /** Its `requestID` if it is not its own; two requests may share one, as in the package. */
  requestID: v.exactOptional(
    v.pipe(number, v.integer('not-whole'), v.minValue(-(2 ** 31), 'too-small'), v.maxValue(2 ** 31 - 1, 'too-large')),
  ),
  /** makeRequests is given an unhashable requestID: TypeError. */
  unhashable: flag,
  /** The effect of the callback; left out: there is none. */
  callback: v.exactOptional(does),
  /** The effect of the exception callback; left out: the package's own, which prints the traceback. null: none. */
  exc_callback: v.exactOptional(v.nullable(does)),
});

const call = <Name extends string, Entries extends v.ObjectEntries>(name: Name, entries: Entries) =>
  v.strictObject({
    call: v.literal(name),
    /** Exceptions the script catches around this call. */
    catch: v.exactOptional(v.array(error)),
    ...entries,
  });

/** One line of a thread's script. Arguments have Python's names and defaults; times in seconds. */
const statement = v.variant('call', [
  call('sleep', { seconds: between('duration') }),
  // WorkManager
  call('WorkManager', {}),
  /** `duration`: left out, that of the last job. */
  call('add_job', { duration: v.exactOptional(between('duration')), raises: v.exactOptional(error) }),
  call('wait_allcomplete', {}),
  // ThreadPool
  call('ThreadPool', {}),
  call('makeRequests', {}),
  /** `requests`: [from, to), as a for loop over them; left out: all. */
  call('putRequest', {
    requests: v.exactOptional(v.tuple([whole('jobs'), whole('jobs')])),
    block: flag,
    timeout,
  }),
  call('poll', { block: flag }),
  call('wait', {}),
  call('createWorkers', { num_workers: whole('workers'), poll_timeout: v.exactOptional(between('poll_timeout')) }),
  call('dismissWorkers', { num_workers: whole('workers'), do_join: flag }),
  call('joinAllDismissedWorkers', {}),
  // queue.Queue
  call('put', { block: flag, timeout }),
  call('get', { block: flag, timeout }),
  call('task_done', {}),
  call('join', {}),
]);

/** The length is asked first: of a list that is too long no item is looked at. */
const list = <Item extends v.GenericSchema>(item: Item, field: Field) =>
  v.pipe(
    v.array(v.unknown()),
    v.minLength(LIMITS[field][0], 'too-small'),
    v.maxLength(LIMITS[field][1], 'too-large'),
    v.array(item),
  );

/** A pool, its jobs, and what each thread does: all an engine needs, as plain data. */
export const scenarioSchema = v.strictObject({
  pool,
  jobs: list(job, 'statements'),
  /** The first is main. The others are threads of the program, started before main's first statement. */
  threads: list(
    v.strictObject({
      name: v.pipe(v.string('unknown'), v.minLength(1, 'unknown'), v.maxLength(40, 'too-large')),
      script: list(statement, 'statements'),
    }),
    'threads',
  ),
});

export type ScenarioOutput = v.InferOutput<typeof scenarioSchema>;
