import type { ThreadId, TraceEvent } from '../../simulator/trace/events.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { seconds } from '../i18n/text.ts';

/** A message about one event, the values in it, and why it went so. */
type Clause = readonly [template: string, values?: Record<string, string | number>, why?: string];

/** Tells an event that means the same in the model and in Python; null: any other. */
export function commonClause(
  event: TraceEvent,
  say: StageMessages['say'],
  name: (thread: ThreadId) => string,
): Clause | null {
  switch (event.kind) {
    case 'task_done': {
      const left = event.unfinished;
      return [say.taskDone, {}, left > 0 ? fill(say.taskDoneLeft, { count: left }) : say.taskDoneLast];
    }
    case 'join':
      return event.target === null
        ? [say.joinQueue, {}, say.joinQueueWhy]
        : [say.joinThread, { target: name(event.target) }, say.joinThreadWhy];
    case 'wait_exit':
      return [say.waitExit, { target: name(event.target) }, fill(say.waitExitWhy, { who: name(event.thread) })];
    case 'sleep':
      return [say.sleep, { time: seconds(event.until) }];
    default:
      return null;
  }
}
