import type { FromThread, ProgramHost } from './protocol.ts';
// oxlint-disable-next-line import/default -- Vite makes it.
import threadUrl from './thread.ts?worker&url';

/** Web Workers as a program's threads; the page starts them. */
export const webThreads: ProgramHost = {
  spawn(name) {
    const worker = new Worker(threadUrl, { type: 'module', name });
    return {
      post: (assignment) => worker.postMessage(assignment, []),
      listen(onMessage, onError) {
        worker.addEventListener('message', ({ data }: MessageEvent<FromThread>) => onMessage(data));
        worker.addEventListener('messageerror', () => onError('a message could not be read'));
        worker.addEventListener('error', (event) => {
          event.preventDefault();
          onError(event.message || 'its script could not be loaded');
        });
      },
      terminate: () => worker.terminate(),
    };
  },
};
