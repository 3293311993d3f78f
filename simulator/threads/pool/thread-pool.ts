import { Empty } from '../errors.ts';
import { NoResultsPending, NoWorkersAvailable } from './errors.ts';
import type { Answered } from './transport.ts';
import { Expected, type Listed } from './expected.ts';
import type { PoolHost } from './protocol.ts';
import { resultOf, type WorkerLost } from './result.ts';
import { WorkerGroup, type PoolWorker } from './worker-group.ts';

export interface WorkRequestOptions {
  requestID?: unknown;
  callback?: ((request: WorkRequest, result: unknown) => void) | null;
  /** Left out: the error is printed to the console. */
  excCallback?: ((request: WorkRequest, error: unknown) => void) | null;
}

const printError = (_: WorkRequest, error: unknown) => console.error(error);

/** A callable, its arguments, and the callbacks for its result. The callable is a name that the tasks' module exports. */
export class WorkRequest implements Listed {
  readonly callable: string;
  readonly args: readonly unknown[];
  readonly requestID: unknown;
  readonly callback: NonNullable<WorkRequestOptions['callback']> | null;
  readonly excCallback: NonNullable<WorkRequestOptions['excCallback']> | null;
  exception = false;
  /** For the pool. */
  before: this | null = null;
  after: this | null = null;
  listed = false;

  constructor(callable: string, args: readonly unknown[] = [], options: WorkRequestOptions = {}) {
    this.callable = callable;
    this.args = args;
    this.requestID = options.requestID ?? this;
    this.callback = options.callback ?? null;
    this.excCallback = options.excCallback === undefined ? printError : options.excCallback;
  }
}

/** A request for each item, all for one callable. An array stands for all the arguments, anything else for the one. */
export function makeRequests(
  callable: string,
  argsList: Iterable<unknown>,
  options: WorkRequestOptions = {},
): WorkRequest[] {
  return Array.from(
    argsList,
    (item) => new WorkRequest(callable, Array.isArray(item) ? (item as unknown[]) : [item], options),
  );
}

export interface ThreadPoolOptions {
  /** The address of the module whose exports are the callables. */
  tasks: string;
  /** Bounds the request queue: when full, `putRequest` waits. 0: no bound. */
  qSize?: number;
  /** Bounds the result queue: when full, the workers wait. With two bounds, all may wait for each other. 0: no bound. */
  resqSize?: number;
  /** Seconds that an idle worker waits before it looks whether it has been dismissed. */
  pollTimeout?: number;
  /** An export of the tasks' module that each worker calls before its first request; it may be asynchronous. */
  initializer?: string;
  /** Arguments of the initializer. They are cloned once for each worker, so they may be shared memory. */
  initargs?: readonly unknown[];
}

const DONE = Promise.resolve();
/** Answers that are settled in a row before others have a turn. */
const AT_ONCE = 32;

/**
 * `ThreadPool` of threadpool 1.3.2 (lessons/listings/threadpool.py) on real workers: a request queue, a result queue, and
 * the workers between them. What blocks there is a promise here.
 *
 * One thing is not as it is there: a worker can be ended from outside. The request it had is answered with
 * {@link WorkerLost}, and the others go on.
 */
export class ThreadPool {
  workers: PoolWorker[] = [];
  dismissedWorkers: PoolWorker[] = [];
  /** Workers that are gone without having been dismissed, and why. */
  readonly lost: WorkerLost[] = [];
  private readonly group: WorkerGroup<WorkRequest>;
  private readonly pollTimeout: number;
  private readonly expected = new Expected<WorkRequest>();
  private settled = 0;

  constructor(host: PoolHost, numWorkers: number, { pollTimeout = 5, ...options }: ThreadPoolOptions) {
    this.group = new WorkerGroup<WorkRequest>(host, { kind: 'WorkerThread', ...options });
    this.pollTimeout = pollTimeout;
    this.createWorkers(numWorkers);
  }

  /** The requests whose results are expected, by their IDs, as they are now. */
  get workRequests(): ReadonlyMap<unknown, WorkRequest> {
    return this.expected.entries();
  }

  /** Starts more workers. */
  createWorkers(numWorkers: number, pollTimeout = this.pollTimeout): void {
    for (let i = 0; i < numWorkers; i++)
      this.workers.push(this.group.spawn(pollTimeout, (worker, reason) => this.onWorkerLost(worker, reason)));
  }

  /** Dismisses the newest workers, at most as many as there are. With `doJoin`, waits until they have left. */
  async dismissWorkers(numWorkers: number, doJoin = false): Promise<void> {
    const dismissed: PoolWorker[] = [];
    for (let i = Math.min(numWorkers, this.workers.length); i > 0; i--) {
      const worker = this.workers.pop()!;
      worker.dismiss();
      dismissed.push(worker);
    }
    if (doJoin) await joinEach(dismissed);
    else this.dismissedWorkers.push(...dismissed);
  }

  /** Waits until every dismissed worker has left. */
  async joinAllDismissedWorkers(): Promise<void> {
    await joinEach(this.dismissedWorkers);
    this.dismissedWorkers = [];
  }

  /** Queues a request, then registers that its result is expected. @throws Full, DataCloneError; then it is as it was. */
  putRequest(request: WorkRequest, block = true, timeout: number | null = null): Promise<void> {
    try {
      if (request.exception) throw new Error('a request that has failed is not used again');
      const put = this.group.transport.put(request, request.callable, request.args, block, timeout);
      if (put) return put.then(() => this.expected.add(request));
    } catch (error) {
      return Promise.reject(error as Error);
    }
    this.expected.add(request);
    return DONE;
  }

  /**
   * Hands each result to its callback; with `block`, waits for more. @throws NoResultsPending when no result is expected
   * (any longer), NoWorkersAvailable when it would wait and there are no workers; what a callback throws.
   */
  async poll(block = false): Promise<void> {
    if (await this.settleAll(block)) throw new NoResultsPending();
  }

  /** Waits for all results, and hands each to its callback. @throws as `poll(true)`, but for NoResultsPending. */
  async wait(): Promise<void> {
    // It does not ask `poll`: to make an exception takes longer than a short task.
    await this.settleAll(true);
  }

  /** Ends every worker at once, wherever it is. */
  async terminate(): Promise<void> {
    await Promise.all([...this.workers, ...this.dismissedWorkers].map((worker) => worker.terminate()));
  }

  /** Settles what there is. @returns True: no result is expected any longer. False: there is none now, and `block` is false. */
  private async settleAll(block: boolean): Promise<boolean> {
    while (this.expected.size > 0) {
      if (block && this.workers.length === 0) throw new NoWorkersAvailable();
      let answered: Answered<WorkRequest>;
      try {
        const got = this.group.transport.get(block);
        answered = got instanceof Promise ? await got : got;
      } catch (error) {
        if (error instanceof Empty) return false;
        throw error;
      }
      this.settle(answered);
      // Promises that the callbacks have started go on in between.
      if (++this.settled % AT_ONCE === 0) await DONE;
    }
    return true;
  }

  private settle({ request, answer }: Answered<WorkRequest>): void {
    if (!request) return;
    request.exception = !('value' in answer);
    const result = resultOf(answer);
    if (request.exception && request.excCallback) request.excCallback(request, result);
    else request.callback?.(request, result);
    this.expected.remove(request);
  }

  private onWorkerLost(worker: PoolWorker, error: WorkerLost): void {
    this.lost.push(error);
    this.workers = this.workers.filter((other) => other !== worker);
  }
}

async function joinEach(workers: readonly PoolWorker[]): Promise<void> {
  for (const worker of workers) await worker.join();
}
