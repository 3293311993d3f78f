import { webWorker } from '../port/browser.ts';
import type { ProgramHost } from './protocol.ts';
// oxlint-disable-next-line import/default -- Vite makes it.
import threadUrl from './thread.ts?worker&url';

/** Web Workers as a program's threads; the page starts them. */
export const webThreads: ProgramHost = {
  spawn: (name) => webWorker(new Worker(threadUrl, { type: 'module', name })),
};
