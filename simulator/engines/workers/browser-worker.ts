import type { GroupMessage, ThreadAssignment } from './thread-group.ts';
import { runThread } from './run-thread.ts';

/** A thread of a group, in a Web Worker. */
addEventListener('message', ({ data: { handle, id } }: MessageEvent<ThreadAssignment>) => void runThread(handle, id));
postMessage({ type: 'ready' } satisfies GroupMessage, { transfer: [] });
