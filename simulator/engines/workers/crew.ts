import type { RunHandle } from './memory.ts';

/** To a thread of a crew: its part in a run. */
export interface Part {
  readonly handle: RunHandle;
  readonly id: number;
}
/** From a thread of a crew. */
export type CrewMessage = { readonly type: 'ready' };

/** A crew's end of its line to a thread, wherever that runs. */
export interface CrewThread {
  post(part: Part): void;
  listen(onMessage: (message: CrewMessage) => void, onError: (message: string) => void): void;
  terminate(): void;
}

/** Real threads that take part in runs, one run after the other. */
export class Crew {
  private readonly spawn: (name: string) => CrewThread;
  private readonly members: { thread: CrewThread; ready: Promise<void> }[] = [];
  /** Resolves when a thread is gone, with the reason. */
  readonly lost: Promise<string>;
  private lose!: (reason: string) => void;

  /** @param spawn Starts a thread that calls {@link serveCrew}. */
  constructor(spawn: (name: string) => CrewThread) {
    this.spawn = spawn;
    this.lost = new Promise((resolve) => (this.lose = resolve));
  }

  /** Starts threads until there are so many, and waits until they are there: for ever, if one is {@link lost}. */
  async ready(count: number): Promise<void> {
    while (this.members.length < count) {
      const thread = this.spawn(`crew-${this.members.length + 1}`);
      const ready = new Promise<void>((resolve) => thread.listen(() => resolve(), this.lose));
      this.members.push({ thread, ready });
    }
    await Promise.all(this.members.slice(0, count).map(({ ready }) => ready));
  }

  /** Gives each thread its part. All are ready, and out of the run before. */
  assign(handle: RunHandle, threads: number): void {
    for (let id = 0; id < threads; id++) this.members[id]!.thread.post({ handle, id });
  }

  /** Ends all threads, wherever they are. */
  terminate(): void {
    for (const { thread } of this.members.splice(0)) thread.terminate();
  }
}
