import { parentPort } from 'node:worker_threads';
import type { GroupMessage, ThreadAssignment } from './thread-group.ts';
import { runThread } from './run-thread.ts';

/** A thread of a group, on a thread of Node. */
parentPort!.on('message', ({ handle, id }: ThreadAssignment) => void runThread(handle, id));
parentPort!.postMessage({ type: 'ready' } satisfies GroupMessage, []);
