import { webPort } from '../port/browser.ts';
import { webWorkers } from '../threads/pool/browser.ts';
import { LabMain } from './main.ts';
import type { FromLab, ToLab } from './protocol.ts';
// oxlint-disable-next-line import/default -- Vite makes it.
import workerUrl from './browser-worker.ts?worker&url';

/** The lab's main thread, in a browser. */
const host = webWorkers((name) => new Worker(workerUrl, { type: 'module', name }));
const port = webPort<ToLab, FromLab>();
const main = new LabMain(host, 'tasks', port.post);

port.listen((message) => void main.serve(message));
