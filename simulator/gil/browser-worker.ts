import { webPort } from '../port/browser.ts';
import { serveWork } from '../threads/pool/work.ts';
import * as tasks from './tasks.ts';

/** A thread of the lab, in a browser. */
serveWork(webPort(), () => Promise.resolve({ ...tasks }));
