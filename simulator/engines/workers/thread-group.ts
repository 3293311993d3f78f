import type { WorkerHandle } from '../../port/port.ts';
import type { RunHandle } from './memory.ts';

/** To a thread of a group: its number in a run. */
export interface ThreadAssignment {
  readonly handle: RunHandle;
  readonly id: number;
}
/** From a thread of a group. */
export type GroupMessage = { readonly type: 'ready' };

/** The group's end of its channel to a thread. */
type GroupThread = WorkerHandle<GroupMessage, ThreadAssignment>;

/** Real threads that take part in runs, one run after the other. */
export class ThreadGroup {
  private readonly spawn: (name: string) => GroupThread;
  private readonly threads: { thread: GroupThread; ready: Promise<void> }[] = [];
  /** Resolves when a thread is gone, with the reason. */
  readonly lost: Promise<string>;
  private onLost!: (reason: string) => void;

  /** @param spawn Starts a thread that calls `serveRuns`. */
  constructor(spawn: (name: string) => GroupThread) {
    this.spawn = spawn;
    this.lost = new Promise((resolve) => (this.onLost = resolve));
  }

  /** Starts threads until there are so many, and waits until they are there: for ever, if one is {@link lost}. */
  async ready(count: number): Promise<void> {
    while (this.threads.length < count) {
      const thread = this.spawn(`group-${this.threads.length + 1}`);
      const ready = new Promise<void>((resolve) => thread.listen(() => resolve(), this.onLost));
      this.threads.push({ thread, ready });
    }
    await Promise.all(this.threads.slice(0, count).map(({ ready }) => ready));
  }

  /** Assigns each thread its number in the run. All are ready, and out of the run before. */
  assign(handle: RunHandle, threads: number): void {
    for (let id = 0; id < threads; id++) this.threads[id]!.thread.post({ handle, id });
  }

  /** Ends all threads, wherever they are. */
  terminate(): void {
    for (const { thread } of this.threads.splice(0)) thread.terminate();
  }
}
