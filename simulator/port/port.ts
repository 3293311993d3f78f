/** A thread's end of the channel to the one that started it. */
export interface Port<In, Out> {
  post(message: Out, transfer?: ArrayBuffer[]): void;
  listen(onMessage: (message: In) => void): void;
}

/** The other end: a worker, as the thread that started it has it. */
export interface WorkerHandle<In, Out> {
  post(message: Out, transfer?: MessagePort[]): void;
  /** @param onError Told why the worker is of no use any more. */
  listen(onMessage: (message: In) => void, onError: (message: string) => void): void;
  terminate(): void;
}
