import type { AsyncQueue, BlockingQueue } from '../queue.ts';
import type { Answer, Errand } from './protocol.ts';

/** A queue that blocks, or promises: `await` is right for both. */
type Queue<T> = { [Name in keyof BlockingQueue<T>]: BlockingQueue<T>[Name] | AsyncQueue<T>[Name] | Either<T, Name> };
type Either<T, Name extends keyof BlockingQueue<T>> = (
  ...args: Parameters<BlockingQueue<T>[Name]>
) => ReturnType<BlockingQueue<T>[Name]> | ReturnType<AsyncQueue<T>[Name]>;

/** What a worker works with. */
export interface Bench {
  requests: Pick<Queue<Errand>, 'get' | 'put' | 'taskDone'> & {
    /** The next `get()` may block the thread, and with it what its tasks have set going. */
    mayWait?(): boolean;
  };
  results: Pick<Queue<Answer>, 'put'>;
  dismissed(): boolean;
  /** The worker has this errand now; {@link NOTHING}: none. */
  has(serial: number): void;
  call(errand: Errand): unknown;
  pollTimeout: number;
}
