import { Empty } from '../errors.ts';
import type { Port } from '../../port/port.ts';
import type { Channel } from '../remote-queue.ts';
import type { WorkerContext } from './worker-context.ts';
import { DISMISSED, NOTHING, type TaskMessage, type FromPoolWorker, type ToPoolWorker } from './protocol.ts';
import { connect } from './connect.ts';
import { own } from '../../trace/own.ts';

const DONE = Promise.resolve();
/** Tasks that are answered in a row before what they have set going has a turn. */
const AT_ONCE = 32;

/** `WorkerThread.run` of threadpool: answers requests until it is dismissed. */
async function workerThread({
  requests,
  results,
  dismissed,
  setCurrent,
  call,
  pollTimeout,
}: WorkerContext): Promise<void> {
  for (let inRow = 0; !dismissed(); inRow++) {
    // An item that is there already is not awaited: awaiting takes longer than a short task.
    if (inRow === AT_ONCE || requests.mayWait?.()) {
      await DONE;
      inRow = 0;
    }
    let request: TaskMessage;
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
async function work({ requests, results, setCurrent, call }: WorkerContext): Promise<void> {
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
function answer(
  task: TaskMessage,
  call: WorkerContext['call'],
  results: WorkerContext['results'],
): boolean | Promise<boolean> {
  const { serial } = task;
  const raised = (error: unknown) => putError(serial, error, results);
  try {
    const value = call(task);
    const put = isThenable(value)
      ? Promise.resolve(value).then((value) => results.put({ serial, value }))
      : results.put({ serial, value });
    return put instanceof Promise ? put.then(() => false, raised) : false;
  } catch (error) {
    return raised(error);
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

function functionOf(tasks: Readonly<Record<string, unknown>>, name: string) {
  const found = own(tasks, name);
  if (typeof found !== 'function') throw new TypeError(`the tasks have no function ${name}`);
  return found;
}

/** Imports the module of the tasks. Resolves with its exports. */
type LoadTasks = (address: string) => Promise<Readonly<Record<string, unknown>>>;

/** The whole life of a worker: waits for its setup, works, and says that it is over. */
export function serveWork(port: Port<ToPoolWorker, FromPoolWorker>, load: LoadTasks): void {
  let dismissed = false;
  let hear: (message: unknown) => void = () => {};
  const channel: Channel = {
    post: (message) => port.post({ type: 'endpoint', message }),
    listen: (onMessage) => (hear = onMessage),
  };

  const start = async ({ setup }: ToPoolWorker & { type: 'start' }) => {
    const { kind, pollTimeout, initializer, initargs = [] } = setup;
    const ready = async () => {
      const tasks = await load(setup.tasks);
      if (initializer) await functionOf(tasks, initializer)(...initargs);
      return tasks;
    };
    const tasks = await ready().catch((error: unknown) => {
      port.post({ type: 'broken', error: String(error) });
      return null;
    });
    if (!tasks) return;
    const words = setup.words && new Int32Array(setup.words);
    const endpoint = connect(setup, words, channel);
    await LOOPS[kind]({
      ...endpoint,
      dismissed: () => dismissed || (words !== null && Atomics.load(words, DISMISSED) === 1),
      call: ({ callable, args }) => functionOf(tasks, callable)(...args) as unknown,
      pollTimeout,
    });
    endpoint.close();
    port.post({ type: 'exit' });
  };

  port.listen((message) => {
    if (message.type === 'start') void start(message);
    else if (message.type === 'dismiss') dismissed = true;
    else hear(message.message);
  });
}
