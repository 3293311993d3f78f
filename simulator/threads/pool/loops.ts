import { Empty } from '../errors.ts';
import type { SerialTask, WorkerContext } from './worker-context.ts';
import { NOTHING } from './protocol.ts';

const DONE = Promise.resolve();
/** Tasks that are answered in a row before what they have set going has a turn. */
const AT_ONCE = 32;

/** `WorkerThread.run` of threadpool: answers requests until it is dismissed. */
export async function workerThread<Task extends SerialTask>({
  requests,
  results,
  dismissed,
  setCurrent,
  call,
  pollTimeout,
}: WorkerContext<Task>): Promise<void> {
  for (let inRow = 0; !dismissed(); inRow++) {
    // An item that is there already is not awaited: awaiting takes longer than a short task.
    if (inRow === AT_ONCE || requests.mayWait?.()) {
      await DONE;
      inRow = 0;
    }
    let request: Task;
    try {
      const got = requests.get(true, pollTimeout);
      request = got instanceof Promise ? await got : got;
    } catch (error) {
      if (error instanceof Empty) continue;
      throw error;
    }
    if (dismissed()) {
      await requests.put(request);
      setCurrent(NOTHING);
      break;
    }
    const answered = answer(request, call, results);
    if (answered instanceof Promise) await answered;
    setCurrent(NOTHING);
  }
}

/** `Work.run` of WorkManager: does jobs until there is none, or one raises. */
async function work<Task extends SerialTask>({
  requests,
  results,
  setCurrent,
  call,
}: WorkerContext<Task>): Promise<void> {
  for (;;) {
    try {
      const job = await requests.get(false);
      const raised = await answer(job, call, results);
      if (raised) break;
      await requests.taskDone();
      setCurrent(NOTHING);
    } catch {
      break;
    }
  }
}

/** Loops of the kinds of workers, from start to end. */
export const LOOPS = { WorkerThread: workerThread, Work: work };

/** Calls the function that the task names, and puts its result. A result that is ready is no promise. True: it raised. */
function answer<Task extends SerialTask>(
  task: Task,
  call: WorkerContext<Task>['call'],
  results: WorkerContext['results'],
): boolean | Promise<boolean> {
  const { serial } = task;
  try {
    const value = call(task);
    const put = isThenable(value)
      ? Promise.resolve(value).then((value) => results.put({ serial, value }))
      : results.put({ serial, value });
    return put instanceof Promise
      ? put.then(
          () => false,
          (error: unknown) => putError(serial, error, results),
        )
      : false;
  } catch (error) {
    return putError(serial, error, results);
  }
}

async function putError(serial: number, error: unknown, results: WorkerContext['results']): Promise<true> {
  try {
    await results.put({ serial, error });
  } catch (reason) {
    // The exception cannot be cloned either.
    await results.put({ serial, error: new Error(`${String(error)} (${String(reason)})`) });
  }
  return true;
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';
