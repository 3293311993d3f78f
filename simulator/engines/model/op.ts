import type { ScenarioJob, Scenario } from '../../scenario/scenario.ts';
import type { Kernel } from './kernel.ts';
import type { QueueEvent, QueueStore, Reply } from './queue-store.ts';
import type { ModelThread } from './thread.ts';

/** State that an operation reads and changes, and calls that it makes. The engine implements it. */
export interface OpContext extends Kernel {
  readonly scenario: Scenario;
  readonly jobs: ScenarioJob[];
  readonly queues: readonly QueueStore[];
  /** The pool's `workers` (or the WorkManager's `threads`). */
  workers: ModelThread[];
  dismissedWorkers: ModelThread[];
  /** The pool's `workRequests`: requestID to request. */
  readonly workRequests: Map<number, number>;
  /** `request.exception`, by request. */
  readonly exceptions: boolean[];
  /** Virtual seconds since the start. */
  readonly now: number;
  /** The number of the next item put into a bare queue. */
  nextItem: number;
  /** Makes one call on a queue: its machine decides, its actions act. */
  call(
    queue: number,
    type: QueueEvent,
    thread: ModelThread,
    item: number,
    block: boolean,
    timeout: number | null,
  ): Reply;
  /** Makes and starts the next worker of the pool. `pollTimeout` in seconds. */
  startWorker(starter: ModelThread, pollTimeout: number): void;
}
