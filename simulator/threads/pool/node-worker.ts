import { nodePort } from '../../port/node.ts';
import { serveWork } from './work.ts';

/** A worker of a pool, on a thread of Node. */
serveWork(nodePort(), (tasks) => import(tasks) as Promise<Record<string, unknown>>);
