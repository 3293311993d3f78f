import type { StageMessages } from '../i18n/en/stage.ts';
import type { EventOf, ThreadId, TraceEvent } from '../../simulator/trace/events.ts';
import type { PoolState } from '../../simulator/trace/state.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { seconds } from '../i18n/text.ts';

/** Says where a thread is that has just been dismissed: when it will notice. */
export function whereIs(target: ThreadId, state: PoolState, m: StageMessages, name: (id: ThreadId) => string): string {
  const thread = state.threads[target];
  const word =
    thread?.status === 'waiting' ? 'dismissWaiting' : thread?.status === 'running' ? 'dismissRunning' : 'dismissReady';
  return fill(m.say[word], { target: name(target), time: seconds(thread?.deadline ?? 0) });
}

/** Says why a call raised; `before`: what has been said of it already. */
export function whyRaised(
  event: EventOf<'raise'>,
  events: readonly TraceEvent[],
  { say }: StageMessages,
  before: string,
  queue: string,
): string {
  const late = events.some(({ kind }) => kind === 'timeout');
  switch (event.error) {
    case 'Empty':
      return late ? say.raiseEmptyLate : fill(say.raiseEmptyNow, { queue });
    case 'Full':
      return late ? say.raiseFullLate : fill(say.raiseFullNow, { queue });
    case 'ValueError':
      return event.queue === null ? before : say.raiseValue;
    case 'NoWorkersAvailable':
      return say.raiseWorkers;
    default:
      return before;
  }
}
