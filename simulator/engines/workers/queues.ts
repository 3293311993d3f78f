import { K } from '../../trace/events.ts';
import { SharedQueue } from '../../threads/shared-queue.ts';
import type { Actor } from './actor.ts';

/** An item in the queues of a run: the number of a request. */
export type Item = number;

/** One thread's end of the run's queue with this index. Each call is driven as the run is, and written down. */
export class ActorQueue {
  private readonly actor: Actor;
  private readonly queue: SharedQueue<Item>;

  constructor(actor: Actor, index: number) {
    this.actor = actor;
    const { memory } = actor;
    this.queue = new SharedQueue<Item>(memory.handle.queues[index]!, actor.id, {
      now: memory.now,
      watch: {
        put: (item) => actor.record(K.put, index, item),
        got: ([item]) => actor.record(K.get, index, item),
        waits: (condition, deadline) => actor.record(K.wait, index, condition, 0, deadline),
        notifies: (condition, thread) => actor.record(K.notify, index, thread, condition),
        late: (condition) => actor.record(K.timeout, index, condition),
        taskDone: (unfinished) => actor.record(K.task_done, index, unfinished),
        joined: () => actor.record(K.join, index + 1),
        raises: (error) => void actor.raise(error, index + 1),
      },
    });
  }

  put(item: Item, block?: boolean, timeout?: number | null): void {
    this.actor.drive(this.queue.put(item, block, timeout));
  }

  get(block?: boolean, timeout?: number | null): Item {
    return this.actor.drive(this.queue.getMany(1, block, timeout))[0]!;
  }

  taskDone(): void {
    this.actor.drive(this.queue.taskDone());
  }

  join(): void {
    this.actor.drive(this.queue.join());
  }
}
