import type { AsyncQueue, BlockingQueue } from '../queue.ts';
import type { ResultMessage, TaskMessage } from './protocol.ts';

/** A queue that blocks, or promises: `await` is right for both. */
type Queue<T> = { [Name in keyof BlockingQueue<T>]: BlockingQueue<T>[Name] | AsyncQueue<T>[Name] | Either<T, Name> };
type Either<T, Name extends keyof BlockingQueue<T>> = (
  ...args: Parameters<BlockingQueue<T>[Name]>
) => ReturnType<BlockingQueue<T>[Name]> | ReturnType<AsyncQueue<T>[Name]>;

/** A task, whatever else it says. */
export interface SerialTask {
  readonly serial: number;
}

/** Queues and callbacks that a worker's loop works with. */
export interface WorkerContext<Task extends SerialTask = TaskMessage> {
  requests: Pick<Queue<Task>, 'get' | 'put' | 'taskDone'> & {
    /** The next `get()` may block the thread, and with it what its tasks have set going. */
    mayWait?(): boolean;
  };
  results: Pick<Queue<ResultMessage>, 'put'>;
  dismissed(): boolean;
  /** Records the task that the worker has now; `NOTHING` (`protocol.ts`): none. */
  setCurrent(serial: number): void;
  call(task: Task): unknown;
  pollTimeout: number;
}
