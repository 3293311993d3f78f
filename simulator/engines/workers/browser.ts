import { canShare } from '../../threads/pool/browser.ts';
import { WorkersClient, type ThreadHost } from './client.ts';
import { ThreadGroup, type GroupMessage } from './thread-group.ts';
import type { Directed } from './director.ts';

let only: WorkersClient | null = null;

/** The page's own threads; null: this page has no memory to share with them. */
export function workersClient(): WorkersClient | null {
  return canShare() ? (only ??= new WorkersClient(browser)) : null;
}

/** Threads of the page. @param start Starts a worker that takes part in runs. @param startDirector Starts one that directs. */
export function browserThreadHost(start: (name: string) => Worker, startDirector: () => Worker): ThreadHost {
  let director: Worker | null = null;
  return {
    group: () =>
      new ThreadGroup((name) => {
        const worker = start(name);
        return {
          post: (assignment) => worker.postMessage(assignment, []),
          listen(onMessage, onError) {
            worker.addEventListener('message', ({ data }: MessageEvent<GroupMessage>) => onMessage(data));
            worker.addEventListener('error', (event) => onError(event.message || 'its script could not be loaded'));
          },
          terminate: () => worker.terminate(),
        };
      }),
    direct: (direction, signal) =>
      new Promise<Directed>((resolve, reject) => {
        const worker = (director ??= startDirector());
        const over = new AbortController();
        const end = (error: Error) => {
          over.abort();
          worker.terminate();
          director = null;
          reject(error);
        };
        const heard = ({ data }: MessageEvent<Directed>) => {
          over.abort();
          resolve(data);
        };
        const during = { signal: over.signal };
        signal.addEventListener('abort', () => end(signal.reason as Error), during);
        worker.addEventListener('message', heard, during);
        worker.addEventListener(
          'error',
          (event) => end(new Error(event.message || 'its script could not be loaded')),
          during,
        );
        worker.postMessage(direction, []);
      }),
  };
}

const browser = browserThreadHost(
  (name) => new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module', name }),
  () => new Worker(new URL('./director-worker.ts', import.meta.url), { type: 'module', name: 'director' }),
);
