import { webWorker } from '../../port/browser.ts';
import type { WorkerHandle } from '../../port/port.ts';
import { canShare } from '../../threads/pool/browser.ts';
import { WorkersClient, type ThreadHost } from './client.ts';
import type { Directed, Direction } from './director.ts';
import { ThreadGroup } from './thread-group.ts';

let only: WorkersClient | null = null;

/** The page's own threads; null: this page has no memory to share with them. */
export function workersClient(): WorkersClient | null {
  return canShare() ? (only ??= new WorkersClient(browser)) : null;
}

/** Threads of the page. @param start Starts a worker that takes part in runs. @param startDirector Starts one that directs. */
export function browserThreadHost(start: (name: string) => Worker, startDirector: () => Worker): ThreadHost {
  let director: Director | null = null;
  return {
    group: () => new ThreadGroup((name) => webWorker(start(name))),
    async direct(direction, signal) {
      director ??= new Director(startDirector());
      try {
        return await director.direct(direction, signal);
      } catch (error) {
        director = null;
        throw error;
      }
    },
  };
}

/** A worker that directs one run after the other. */
class Director {
  private readonly worker: WorkerHandle<Directed, Direction>;
  private current: PromiseWithResolvers<Directed> | null = null;

  constructor(worker: Worker) {
    this.worker = webWorker(worker);
    this.worker.listen(
      (directed) => this.current?.resolve(directed),
      (message) => this.end(new Error(message)),
    );
  }

  /** Rejects when the worker breaks or the signal comes: it has been terminated then. */
  async direct(direction: Direction, signal: AbortSignal): Promise<Directed> {
    const abort = () => this.end(signal.reason as Error);
    this.current = Promise.withResolvers();
    signal.addEventListener('abort', abort);
    this.worker.post(direction);
    try {
      return await this.current.promise;
    } finally {
      signal.removeEventListener('abort', abort);
      this.current = null;
    }
  }

  private end(error: Error): void {
    this.worker.terminate();
    this.current?.reject(error);
  }
}

const browser = browserThreadHost(
  (name) => new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module', name }),
  () => new Worker(new URL('./director-worker.ts', import.meta.url), { type: 'module', name: 'director' }),
);
