import type { Port } from '../../port/port.ts';
import { Abandoned } from './actor.ts';
import { RunMemory, type RunHandle } from './memory.ts';
import type { GroupMessage, ThreadAssignment } from './thread-group.ts';
import { callerOf } from './script.ts';
import { workerOf } from './workers.ts';

/** A real thread as one thread of a run, from its start until it is out of it. Resolves when the thread is free again. */
async function runThread(handle: RunHandle, id: number): Promise<void> {
  const memory = new RunMemory(handle, id);
  const { actor, play } = id < handle.scenario.threads.length ? callerOf(memory, id) : workerOf(memory, id);
  try {
    actor.begin();
    await play();
  } catch (error) {
    // A worker that has died was told so already; what it died of comes up here.
    if (!(error instanceof Abandoned) && !actor.ended) memory.breakDown(String((error as Error).stack ?? error));
  }
  actor.leave();
}

/** The life of a thread of a group: it takes part in one run after the other. */
export function serveRuns(port: Port<ThreadAssignment, GroupMessage>): void {
  port.listen(({ handle, id }) => void runThread(handle, id));
  port.post({ type: 'ready' });
}
