import { webWorkerPort } from '../threads/pool/browser-port.ts';
import { serveWork } from '../threads/pool/work.ts';
import * as tasks from './tasks.ts';

/** A thread of the lab, in a browser. */
serveWork(webWorkerPort(() => Promise.resolve({ ...tasks })));
