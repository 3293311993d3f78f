import { parentPort } from 'node:worker_threads';
import type { CrewMessage, Part } from './crew.ts';
import { playThread } from './play.ts';

/** A thread of a crew, on a thread of Node. */
parentPort!.on('message', ({ handle, id }: Part) => void playThread(handle, id));
parentPort!.postMessage({ type: 'ready' } satisfies CrewMessage, []);
