import { webPort } from '../../port/browser.ts';
import { serveRuns } from './run-thread.ts';

/** A thread of a group, in a Web Worker. */
serveRuns(webPort());
