import { dismissWorkers, poll, wait, type PoolParts } from '../../threads/pool/blocking-pool.ts';
import { NoResultsPending, NoWorkersAvailable } from '../../threads/pool/errors.ts';
import type { ResultMessage } from '../../threads/pool/protocol.ts';
import { resultOf } from '../../threads/pool/result.ts';
import { functionNameOf } from '../context.ts';
import { Queue } from './queue.ts';
import { WorkerThread, type Call } from './worker-thread.ts';

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
    functionNameOf(callable);
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
  readonly #resultsQueue: Queue<ResultMessage>;
  /** Requests by the number that travels. */
  readonly #out = new Map<number, WorkRequest>();
  #serials = 0;

  readonly #parts: PoolParts<ResultMessage, WorkerThread> = {
    check: (block) => this.#check(block),
    getResult: (block) => this.#resultsQueue.get(block),
    callBack: (answer) => this.#callBack(answer),
    unregister: (answer) => this.#unregister(answer),
    workerCount: () => this.workers.length,
    dismissLast: () => this.#dismissLast(),
    keepDismissed: (workers) => this.dismissedWorkers.push(...workers),
    joinDismissed: (workers) => workers.forEach((worker) => worker.join()),
  };

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
    dismissWorkers(this.#parts, numWorkers, doJoin);
  }

  joinAllDismissedWorkers(): void {
    this.#parts.joinDismissed(this.dismissedWorkers);
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
    poll(this.#parts, block);
  }

  /** Waits for all results, and hands each to its callback. */
  wait(): void {
    wait(this.#parts);
  }

  #check(block: boolean): void {
    if (this.workRequests.size === 0) throw new NoResultsPending();
    if (block && this.workers.length === 0) throw new NoWorkersAvailable();
  }

  #callBack(answer: ResultMessage): void {
    const request = this.#out.get(answer.serial)!;
    const result = resultOf(answer);
    request.exception = !('value' in answer);
    if (request.exception && request.excCallback) request.excCallback(request, result);
    else request.callback?.(request, result as never);
  }

  #unregister({ serial }: ResultMessage): void {
    this.workRequests.delete(this.#out.get(serial)!.requestID);
    this.#out.delete(serial);
  }

  #dismissLast(): WorkerThread {
    const worker = this.workers.pop()!;
    worker.dismiss();
    return worker;
  }
}
