import type { ResultMessage, EndpointHandle } from './protocol.ts';

/** An answer, and the request that it is for; null: none, the pool only has to check again. */
export interface Answered<T> {
  readonly request: T | null;
  readonly answer: ResultMessage;
}

/** A request that a worker had when it was ended. */
export interface InFlight<T> {
  readonly request: T;
  readonly serial: number;
}

/** The request queue and the result queue, as the pool has them. A result that is ready is no promise. */
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
  /** Wakes the caller that waits for an answer, so that it checks again. */
  wakeReceiver(): void;
  /** Answers requests whose worker is gone. */
  failLost(requests: readonly InFlight<T>[], why: string): void;
  /**
   * Opens the endpoint for a worker.
   * @param words Memory that it shares with its pool; null: there is none.
   * @param post Sends to the worker's end.
   */
  openEndpoint(
    number: number,
    words: Int32Array<SharedArrayBuffer> | null,
    post: (message: unknown) => void,
  ): Endpoint<T>;
}

/** The pool's end of the transport to one worker. */
export interface Endpoint<T> {
  /** The worker's end, to be sent to it. */
  readonly handle: EndpointHandle;
  /** Receives a message of the worker's end. */
  receive(message: unknown): void;
  /** The serial of the request that the worker has, or NOTHING. */
  readonly has: number;
  /** The worker's run() has returned. */
  leave(): void;
  /** Ends the worker, in the middle of nothing that others need. @returns The requests that it had. */
  end(terminate: () => void): Promise<readonly InFlight<T>[]>;
}
