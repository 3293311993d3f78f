import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { ExploreProgress } from '../engines/python/analysis/explore.ts';
import { Helpers } from '../engines/python/analysis/helpers.ts';
import { archiveFolder } from '../engines/python/interpreter/folders.ts';
import type { Program } from '../engines/python/interpreter/program.ts';
import { HelperWorkers } from '../engines/python/service/helper-workers.ts';
import { breath } from '../port/breath.ts';
import { channelEnd } from '../port/channel.ts';
import { nodeWorker } from '../port/node.ts';
import { snapshotFolder } from './cache.ts';

/** Milliseconds of a search before others help with it: most are over by then. */
const HELP_AFTER = 300;
/** Milliseconds between two looks for threads that have become ready. */
const SELDOM = 10;
/** Threads of one search, if nothing else is asked for: each has the memory of a Python. */
const MOST = 8;

export const usualWorkers = (): number => Math.min(availableParallelism(), MOST);

/** Threads that help with a search in this one: made before this one is closed, and started only if it takes long. */
export class Standby {
  readonly helpers = new Helpers();
  /** The snapshot that they start from; null: they start without. */
  snapshot: Uint8Array | null = null;
  private readonly program: Program;
  private readonly threads: Worker[];
  private readonly lost = new Map<number, () => void>();
  private readonly ports: MessagePort[] = [];
  private workers: HelperWorkers | null = null;
  private began: number | null = null;
  private heard = 0;

  constructor(count: number, program: Program) {
    this.program = program;
    const workerData = [snapshotFolder(), archiveFolder];
    this.threads = Array.from(
      { length: count },
      () => new Worker(new URL('./idle-thread.ts', import.meta.url), { env: {}, workerData }),
    );
    // A command that ends early does not wait for them.
    for (const thread of this.threads) thread.unref();
    // No others can be made from now on, whatever a program reaches.
    process.permission?.drop('worker');
  }

  /** Follows a search: starts the threads once it has taken long, and ends them once it has found something. */
  async follow({ phase }: ExploreProgress): Promise<void> {
    const now = performance.now();
    this.began ??= now;
    if (phase === 'shrinking') return this.dispose();
    if (this.threads.length === 0 || now - this.began < HELP_AFTER) return;
    this.workers ??= this.start();
    if (now - this.heard < SELDOM) return;
    await breath();
    this.heard = performance.now();
  }

  dispose(): void {
    this.workers?.dispose();
    for (const thread of this.threads.splice(0)) void thread.terminate();
    for (const port of this.ports.splice(0)) port.close();
  }

  private start(): HelperWorkers {
    const idle = this.threads.map((thread) => nodeWorker<never, never>(thread));
    // What was read out of a file lies in a larger buffer, from which no interpreter starts.
    const snapshot = this.snapshot && new Uint8Array(this.snapshot).buffer;
    const workers = new HelperWorkers({
      program: this.program,
      start: { assets: {}, snapshot },
      spawn: () => idle.pop()!,
      onReady: (helper, port) => {
        this.ports.push(port);
        this.lost.set(helper, this.helpers.add(channelEnd(port)));
      },
      onLost: (helper) => this.lost.get(helper)?.(),
    });
    workers.start(this.threads.length);
    return workers;
  }
}
