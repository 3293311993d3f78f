import { Empty } from '../errors.ts';
import type { AsyncQueue, BlockingQueue } from '../queue.ts';
import { remoteQueue, type Line } from '../remote-queue.ts';
import { SharedQueue } from '../shared-queue.ts';
import { CURRENT, DISMISSED, NOTHING, type Answer, type Errand, type ToWorker, type WorkerPort } from './protocol.ts';

/** Queues that block, or promise: `await` is right for both. */
type Queue<T> = BlockingQueue<T> | AsyncQueue<T>;

/** What a worker works with. */
export interface Bench {
  requests: Pick<Queue<Errand>, 'get' | 'put' | 'taskDone'>;
  results: Pick<Queue<Answer>, 'put'>;
  dismissed(): boolean;
  /** The worker has this errand now; {@link NOTHING}: none. */
  has(serial: number): void;
  call(errand: Errand): unknown;
  pollTimeout: number;
}

/** `WorkerThread.run` of threadpool: answers requests until somebody calls `dismiss()`. */
async function workerThread({ requests, results, dismissed, has, call, pollTimeout }: Bench): Promise<void> {
  while (!dismissed()) {
    let request: Errand;
    try {
      request = await requests.get(true, pollTimeout);
    } catch (error) {
      if (error instanceof Empty) continue;
      throw error;
    }
    if (dismissed()) {
      await requests.put(request);
      has(NOTHING);
      break;
    }
    await answer(request, call, results);
    has(NOTHING);
  }
}

/** `Work.run` of WorkManager: does jobs until there is none, or one raises. */
async function work({ requests, results, has, call }: Bench): Promise<void> {
  for (;;) {
    try {
      const job = await requests.get(false);
      const raised = await answer(job, call, results);
      if (raised) break;
      await requests.taskDone();
      has(NOTHING);
    } catch {
      break;
    }
  }
}

/** What each kind of worker does, from its start to its end. */
export const LOOPS = { WorkerThread: workerThread, Work: work };

/** Calls what the errand names, and puts what comes of it. True: it raised. */
async function answer(errand: Errand, call: Bench['call'], results: Bench['results']): Promise<boolean> {
  const { serial } = errand;
  try {
    await results.put({ serial, value: await call(errand) });
    return false;
  } catch (error) {
    try {
      await results.put({ serial, error });
    } catch (reason) {
      // What was raised cannot be cloned either.
      await results.put({ serial, error: new Error(`${String(error)} (${String(reason)})`) });
    }
    return true;
  }
}

function functionOf(tasks: Readonly<Record<string, unknown>>, name: string) {
  const found = tasks[name];
  if (typeof found !== 'function') throw new TypeError(`the tasks have no function ${name}`);
  return found;
}

/** The whole life of a worker: waits for its assignment, works, and says that it is over. */
export function serveWork(port: WorkerPort): void {
  let dismissed = false;
  const listeners: Record<'requests' | 'results', (message: unknown) => void> = { requests() {}, results() {} };
  const lineOf = (queue: 'requests' | 'results'): Line => ({
    post: (message) => port.post({ type: 'queue', queue, message }),
    listen: (onMessage) => (listeners[queue] = onMessage),
  });

  const start = async ({ assignment }: ToWorker & { type: 'start' }) => {
    const { kind, number, shared, pollTimeout, initializer, initargs = [] } = assignment;
    const ready = async () => {
      const tasks = await port.load(assignment.tasks);
      if (initializer) await functionOf(tasks, initializer)(...initargs);
      return tasks;
    };
    const tasks = await ready().catch((error: unknown) => {
      port.post({ type: 'broken', error: String(error) });
      return null;
    });
    if (!tasks) return;
    const words = shared && new Int32Array(shared.words);
    const has = (serial: number) => void (words && Atomics.store(words, CURRENT, serial));
    // The pool must know who has an errand as soon as nobody else can have it.
    const got = ([errand]: readonly Errand[]) => has(errand!.serial);
    await LOOPS[kind]({
      requests: shared
        ? new SharedQueue<Errand>(shared.requests, number, { watch: { got } }).blocking
        : remoteQueue<Errand>(lineOf('requests')),
      results: shared
        ? new SharedQueue<Answer>(shared.results, number).blocking
        : remoteQueue<Answer>(lineOf('results')),
      dismissed: () => dismissed || (words !== null && Atomics.load(words, DISMISSED) === 1),
      has,
      call: ({ callable, args }) => functionOf(tasks, callable)(...args) as unknown,
      pollTimeout,
    });
    port.post({ type: 'exit' });
  };

  port.listen((message) => {
    if (message.type === 'start') void start(message);
    else if (message.type === 'dismiss') dismissed = true;
    else listeners[message.queue](message.message);
  });
}
