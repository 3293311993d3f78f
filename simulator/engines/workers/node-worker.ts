import { nodePort } from '../../port/node.ts';
import { serveRuns } from './run-thread.ts';

/** A thread of a group, on a thread of Node. */
serveRuns(nodePort());
