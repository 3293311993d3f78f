/** Milliseconds of work that is sent, or answered, in one message. */
export const BUDGET = 1;

/** To a worker: requests, as `ColumnBatch`. None at all: there are none. Null: it is about to be ended, and begins nothing more. */
export type ToBatchWorker = readonly unknown[] | null;

/** From a worker. */
export interface FromBatchWorker {
  /** As `ColumnBatch`, in the order they were given. */
  readonly answers: readonly unknown[];
  readonly count: number;
  /** Milliseconds that it took for them. */
  readonly took: number;
  /** Requests that it has not begun and hands back, because they would wait. */
  readonly back: readonly number[];
  /** It would go if there is nothing for it. */
  readonly asks: boolean;
  /** It was asked to stop: what it has not answered now, it is in the middle of. */
  readonly stopped?: boolean;
}
