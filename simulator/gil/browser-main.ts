import { webWorkers } from '../threads/pool/browser.ts';
import { LabMain } from './main.ts';
import type { ToLab } from './protocol.ts';
// oxlint-disable-next-line import/default -- Vite makes it.
import workerUrl from './browser-worker.ts?worker&url';

/** The lab's main thread, in a browser. */
const host = webWorkers((name) => new Worker(workerUrl, { type: 'module', name }));
const main = new LabMain(host, 'tasks', (message) => globalThis.postMessage(message, { transfer: [] }));

globalThis.addEventListener('message', ({ data }: MessageEvent<ToLab>) => void main.serve(data));
