import type { ResultMessage, EndpointHandle } from './protocol.ts';

/** An answer, and the request that it is for; null: nobody's, somebody only wants the pool to look again. */
export interface Answered<T> {
  readonly request: T | null;
  readonly answer: ResultMessage;
}

/** What a worker had in hand when it was ended. */
export interface InFlight<T> {
  readonly request: T;
  readonly serial: number;
}

/** The request queue and the result queue, as the pool has them. What it need not wait for is no promise. */
export interface Transport<T> {
  /** Queues a request. It is a copy from then on. @throws Full, DataCloneError, RangeError; at once, or of the promise. */
  put(
    request: T,
    callable: string,
    args: readonly unknown[],
    block: boolean,
    timeout: number | null,
  ): void | Promise<void>;
  /** The next answer. @throws Empty, at once or of the promise. */
  get(block: boolean): Answered<T> | Promise<Answered<T>>;
  /** Whoever waits for an answer looks again. */
  wakeReceiver(): void;
  /** Answers requests whose worker is gone. */
  failLost(requests: readonly InFlight<T>[], why: string): void;
  /**
   * A place for a worker.
   * @param words Memory that it shares with its pool; null: there is none.
   * @param post Sends to the worker's end.
   */
  openEndpoint(
    number: number,
    words: Int32Array<SharedArrayBuffer> | null,
    post: (message: unknown) => void,
  ): Endpoint<T>;
}

/** A worker's place at an exchange. */
export interface Endpoint<T> {
  /** What the worker has to know to come here. */
  readonly handle: EndpointHandle;
  /** What the worker's end has sent. */
  receive(message: unknown): void;
  /** The serial of the request that the worker has, or NOTHING. */
  readonly has: number;
  /** The worker's run() has returned. */
  leave(): void;
  /** Ends the worker, in the middle of nothing that others need. @returns What it was working on. */
  end(terminate: () => void): Promise<readonly InFlight<T>[]>;
}
