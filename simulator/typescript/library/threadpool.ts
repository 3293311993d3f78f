import { Empty } from '../../threads/errors.ts';
import { NoResultsPending, NoWorkersAvailable } from '../../threads/pool/errors.ts';
import { nameOf } from '../context.ts';
import { Queue } from './queue.ts';
import { WorkerThread, type CallResult, type Call } from './worker-thread.ts';

export { NoResultsPending, NoWorkersAvailable };

type Callable<A extends readonly unknown[], R> = (...args: A) => R | Promise<R>;

interface RequestOptions<R> {
  requestID?: unknown;
  callback?: ((request: WorkRequest, result: R) => void) | null;
  excCallback?: ((request: WorkRequest, error: unknown) => void) | null;
}

/** A callable, its arguments, and the callbacks for its result. Only the call goes to another thread. */
export class WorkRequest {
  readonly callable: (...args: never[]) => unknown;
  readonly args: readonly unknown[];
  readonly requestID: unknown;
  readonly callback: ((request: WorkRequest, result: never) => void) | null;
  readonly excCallback: ((request: WorkRequest, error: unknown) => void) | null;
  exception = false;

  constructor(
    callable: (...args: never[]) => unknown,
    args: readonly unknown[] = [],
    options: RequestOptions<never> = {},
  ) {
    nameOf(callable);
    this.callable = callable;
    this.args = args;
    this.requestID = options.requestID ?? this;
    this.callback = options.callback ?? null;
    this.excCallback = options.excCallback === undefined ? (_, error) => console.error(error) : options.excCallback;
  }
}

/** A request for each item of `argsList`, all for one callable. Each item is the one argument. */
export const makeRequests = <T, R>(
  callable: Callable<[T], R>,
  argsList: Iterable<T>,
  callback: RequestOptions<R>['callback'] = null,
  excCallback?: RequestOptions<R>['excCallback'],
): WorkRequest[] =>
  Array.from(
    argsList,
    (item) => new WorkRequest(callable, [item], { callback, ...(excCallback !== undefined && { excCallback }) }),
  );

interface ThreadPoolOptions {
  qSize?: number;
  resqSize?: number;
  /** Seconds. */
  pollTimeout?: number;
}

/**
 * `ThreadPool` of threadpool 1.3.2 (lessons/listings/threadpool.py), method by method. It blocks where that does: main has a
 * worker of its own here. A page's own pool, which may not block, is `threads/pool`.
 */
export class ThreadPool {
  workers: WorkerThread[] = [];
  dismissedWorkers: WorkerThread[] = [];
  readonly workRequests = new Map<unknown, WorkRequest>();
  readonly #requestsQueue: Queue<Call>;
  readonly #resultsQueue: Queue<CallResult>;
  /** Requests by the number that travels. */
  readonly #out = new Map<number, WorkRequest>();
  #serials = 0;

  constructor(numWorkers: number, { qSize = 0, resqSize = 0, pollTimeout = 5 }: ThreadPoolOptions = {}) {
    this.#requestsQueue = new Queue(qSize);
    this.#resultsQueue = new Queue(resqSize);
    this.createWorkers(numWorkers, pollTimeout);
  }

  createWorkers(numWorkers: number, pollTimeout = 5): void {
    for (let i = 0; i < numWorkers; i++)
      this.workers.push(new WorkerThread(this.#requestsQueue, this.#resultsQueue, pollTimeout));
  }

  /** Dismisses the newest workers, at most as many as there are. */
  dismissWorkers(numWorkers: number, doJoin = false): void {
    const dismissed: WorkerThread[] = [];
    for (let i = Math.min(numWorkers, this.workers.length); i > 0; i--) {
      const worker = this.workers.pop()!;
      worker.dismiss();
      dismissed.push(worker);
    }
    if (doJoin) for (const worker of dismissed) worker.join();
    else this.dismissedWorkers.push(...dismissed);
  }

  joinAllDismissedWorkers(): void {
    for (const worker of this.dismissedWorkers) worker.join();
    this.dismissedWorkers = [];
  }

  /** Queues a request, then registers that its result is expected. */
  putRequest(request: WorkRequest, block = true, timeout: number | null = null): void {
    if (request.exception) throw new Error('a request that has failed is not used again');
    const serial = this.#serials++;
    const { callable, args } = request;
    this.#requestsQueue.put({ serial, callable, args }, block, timeout);
    this.#out.set(serial, request);
    this.workRequests.set(request.requestID, request);
  }

  /** Hands each result to its callback; with `block`, waits for more until there are none to come. */
  poll(block = false): void {
    for (;;) {
      if (this.workRequests.size === 0) throw new NoResultsPending();
      if (block && this.workers.length === 0) throw new NoWorkersAvailable();
      let answer: CallResult;
      try {
        answer = this.#resultsQueue.get(block);
      } catch (error) {
        if (error instanceof Empty) return;
        throw error;
      }
      this.#settle(answer);
    }
  }

  /** Waits for all results, and hands each to its callback. */
  wait(): void {
    try {
      this.poll(true);
    } catch (error) {
      if (!(error instanceof NoResultsPending)) throw error;
    }
  }

  #settle(answer: CallResult): void {
    const request = this.#out.get(answer.serial)!;
    this.#out.delete(answer.serial);
    if ('raised' in answer) request.exception = true;
    if ('raised' in answer && request.excCallback) request.excCallback(request, answer.raised);
    else request.callback?.(request, ('raised' in answer ? answer.raised : answer.value) as never);
    this.workRequests.delete(request.requestID);
  }
}
