/** Modules that a program can import. The names are Python's, the times are seconds, and every call that has to wait blocks. */

declare module 'queue' {
  /** `get` found nothing, or not in time. */
  export class Empty extends Error {}
  /** `put` found no free slot, or not in time. */
  export class Full extends Error {}

  /**
   * First in, first out, shared by all threads that were given it. An item is cloned on its way; an exported function
   * goes by its name.
   */
  export class Queue<T> {
    /** @param maxsize How many items it holds at most; 0: as many as there is memory for. */
    constructor(maxsize?: number);
    readonly maxsize: number;
    /** Puts an item last. While the queue is full it waits, for ever or `timeout` seconds. @throws Full */
    put(item: T, block?: boolean, timeout?: number | null): void;
    /** `put(item, false)` */
    putNowait(item: T): void;
    /** Takes the first item. While the queue is empty it waits, for ever or `timeout` seconds. @throws Empty */
    get(block?: boolean, timeout?: number | null): T;
    /** `get(false)` */
    getNowait(): T;
    /** Says that an item is done which was got before; `join` waits for all of them. */
    taskDone(): void;
    /** Waits until every item that was put has been told done. */
    join(): void;
    /** About how many items there are: it may be another number when you look at it. */
    qsize(): number;
    empty(): boolean;
    full(): boolean;
  }
}

declare module 'threading' {
  /** A function of the program that runs in a worker of its own, at the same time as all others. */
  export class Thread<A extends readonly unknown[] = readonly unknown[]> {
    constructor(
      options: {
        /** Exported: another thread finds it by its name. */
        target: (...args: A) => unknown;
        name?: string;
        /** The program does not wait for it at its end. */
        daemon?: boolean;
      } & ([] extends A
        ? { args?: A }
        : {
            /** Queues, locks and shared memory are shared; everything else is cloned. */
            args: A;
          }),
    );
    name: string;
    daemon: boolean;
    start(): void;
    /** Waits until the thread is over, or `timeout` seconds. */
    join(timeout?: number | null): void;
    isAlive(): boolean;
  }

  /** The thread that calls. */
  export function currentThread(): { readonly name: string };

  /** Mutual exclusion: one thread at a time has it, from `acquire` to `release`. */
  export class Lock {
    /** Waits until it is free, or `timeout` seconds. False: it was not to be had. */
    acquire(blocking?: boolean, timeout?: number): boolean;
    release(): void;
    locked(): boolean;
  }

  /** One thread sets it, others wait for that. */
  export class Event {
    isSet(): boolean;
    set(): void;
    clear(): void;
    /** Waits until it is set, or `timeout` seconds. False: the time was over first. */
    wait(timeout?: number | null): boolean;
  }
}

declare module 'time' {
  /** Blocks this thread so many seconds, and no other. */
  export function sleep(seconds: number): void;
  /** Seconds, to measure how long something takes. */
  export function perfCounter(): number;
}

declare module 'threadpool' {
  /** Every request that was put has been answered. */
  export class NoResultsPending extends Error {}
  /** Results are still expected, but no worker is left to produce them. */
  export class NoWorkersAvailable extends Error {}

  /** A thread of a pool. */
  export interface WorkerThread {
    readonly name: string;
    /** Asks it to leave when it next looks. Returns at once. */
    dismiss(): void;
    join(timeout?: number | null): void;
    isAlive(): boolean;
  }

  /** A callable, its arguments, and the callbacks for its result. */
  export class WorkRequest {
    constructor(
      /** Exported: another thread finds it by its name. */
      callable: (...args: never[]) => unknown,
      args?: readonly unknown[],
      options?: {
        requestID?: unknown;
        callback?: ((request: WorkRequest, result: never) => void) | null;
        /** Left out: the error is printed. */
        excCallback?: ((request: WorkRequest, error: unknown) => void) | null;
      },
    );
    readonly args: readonly unknown[];
    readonly requestID: unknown;
    /** Its callable has raised. */
    exception: boolean;
  }

  /** A request for each item of `argsList`, all for one callable: the item is its argument. */
  export function makeRequests<T, R>(
    callable: (item: T) => R | Promise<R>,
    argsList: Iterable<T>,
    callback?: ((request: WorkRequest, result: R) => void) | null,
    excCallback?: ((request: WorkRequest, error: unknown) => void) | null,
  ): WorkRequest[];

  /** A request queue, a result queue, and the workers between them. */
  export class ThreadPool {
    /** @param options `qSize` bounds the request queue, `resqSize` the result queue; 0: no bound. */
    constructor(numWorkers: number, options?: { qSize?: number; resqSize?: number; pollTimeout?: number });
    workers: WorkerThread[];
    dismissedWorkers: WorkerThread[];
    readonly workRequests: Map<unknown, WorkRequest>;
    createWorkers(numWorkers: number, pollTimeout?: number): void;
    /** Dismisses the newest workers. With `doJoin`, waits until they have left. */
    dismissWorkers(numWorkers: number, doJoin?: boolean): void;
    joinAllDismissedWorkers(): void;
    putRequest(request: WorkRequest, block?: boolean, timeout?: number | null): void;
    /** Hands each result that is there to its callback; with `block`, waits for more. @throws NoResultsPending */
    poll(block?: boolean): void;
    /** Waits for all results, and hands each to its callback. */
    wait(): void;
  }
}
