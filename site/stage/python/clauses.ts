import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { K, type EventOf, type ThreadId, type TraceEvent } from '../../../simulator/trace/events.ts';
import { sizeOf, type PoolState } from '../../../simulator/trace/state.ts';
import { commonClause } from '../common-clause.ts';
import { names } from '../names.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { seconds } from '../../i18n/text.ts';
import { lastReach } from './history.ts';
import { itemText, short } from './items.ts';
import { holderOf, awaitedEvent } from './objects.ts';
import { placeText } from './places.ts';
import type { PythonStageMessages } from './messages.ts';

/** The parts of one step, ready to be put into a sentence. */
export interface StepClauses {
  /** The thread's operations in order, without a subject. */
  does: string[];
  /** The reason why the last of it went as it did. */
  why: string;
  /** The place it has come to. */
  place: string;
  /** The consequences for others, a sentence each. */
  after: string[];
}

/** The context of a clause. */
export interface Scene {
  execution: PythonExecution;
  /** The state after the step. */
  state: PoolState;
  messages: PythonStageMessages;
  name: (thread: ThreadId) => string;
}

/** Adds one event of a step to what is told. */
export function tell(event: TraceEvent, told: StepClauses, scene: Scene): void {
  const { execution, state, messages, name } = scene;
  const { m, t } = messages;
  const { say } = m;
  const { trace } = execution;
  const queue = 'queue' in event && event.queue !== null ? (trace.queues[event.queue]?.name ?? '') : '';
  const object = 'object' in event && event.object !== null ? trace.objects[event.object] : undefined;
  const does = (template: string, values: Record<string, string | number> = {}, why = '') => {
    told.does.push(fill(template, values));
    told.why = why;
  };
  const common = commonClause(event, say, name);
  if (common) return does(...common);
  switch (event.kind) {
    case 'reach':
      return tellReach(event, told, scene);
    case 'start':
      return does(say.startThread, { target: name(event.target) });
    case 'exit':
      return does(say.exit);
    case 'exception':
      return does(say.exception, { error: event.error });
    case 'put':
      return does(t.say.put, { item: itemText(trace, event.item), queue });
    case 'get':
      return does(t.say.get, { item: itemText(trace, event.item), queue });
    case 'wait':
      return tellWait(event, told, scene);
    case 'timeout':
      return does(say.timeout, { api: doing(event, execution) }, LATE(event, messages));
    case 'dismiss':
      return does(t.say.dismiss, { target: name(event.target) });
    case 'look':
      return does(t.say.look, {}, event.dismissed ? t.say.lookSet : t.say.lookClear);
    case 'output':
      return does(event.stderr ? t.say.outputStderr : say.output, { text: short(event.text) });
    case 'acquire':
      return does(object!.kind === 'Semaphore' ? t.say.acquireOne : t.say.acquire, { object: object!.name });
    case 'release': {
      does(object!.kind === 'Semaphore' ? t.say.releaseOne : t.say.release, { object: object!.name });
      const { waiters } = state.objects[event.object]!;
      if (waiters.length > 0)
        told.after.push(fill(t.say.nowFree, { object: object!.name, threads: names(execution, waiters, m) }));
      return;
    }
    case 'block':
      return tellBlock(event, told, scene);
    case 'expire':
      return does(t.say.expire, { object: object!.name }, t.say.expireWhy);
    case 'set':
      return does(t.say.set, { object: object!.name });
    case 'clear':
      return does(t.say.clear, { object: object!.name });
    case 'task':
      return object ? does(t.say.task, { object: object.name }) : does(t.say.noTask);
    case 'raise':
      return does(say.raise, { error: event.error });
  }
}

/** The operation that the thread is in: what its last `reach` said it would do. */
function doing({ thread, seq }: TraceEvent, execution: PythonExecution): string {
  const reached = lastReach(execution, thread, seq);
  return reached < 0 ? '' : short(execution.trace.textOf(execution.trace.aAt(reached)));
}

const LATE = ({ condition }: EventOf<'timeout'>, { m: { say } }: PythonStageMessages): string =>
  ({ not_empty: say.raiseEmptyLate, not_full: say.raiseFullLate, all_tasks_done: '' })[condition];

function tellWait(event: EventOf<'wait'>, told: StepClauses, { execution, state, messages }: Scene): void {
  const { say } = messages.m;
  const queue = state.queues[event.queue]!;
  const again = wasWoken(execution, event);
  told.does.push(fill(again ? say.again : say.calls, { api: doing(event, execution) }));
  const values = { queue: queue.info.name, size: sizeOf(queue), count: queue.unfinished };
  const until = event.until === Infinity ? '' : fill(say.orUntil, { time: seconds(event.until) });
  told.why = (again ? say.stolen : '') + fill(say[event.condition], values) + until;
}

function tellReach(
  { thread, seq, line, what }: EventOf<'reach'>,
  told: StepClauses,
  { execution, messages }: Scene,
): void {
  const { trace } = execution;
  const before = lastReach(execution, thread, seq);
  const inLine = before >= 0 && trace.lineAt(before) === line && trace.textOf(trace.aAt(before)) === '';
  if (inLine && what !== '' && told.does.length === 0) {
    told.does.push(fill(messages.t.say.beginsLine, { line }));
    told.place = fill(messages.t.place.operation, { code: short(what) });
  } else told.place = placeText(execution, thread, seq + 1, line, what, messages);
}

function tellBlock(event: EventOf<'block'>, told: StepClauses, { execution, state, messages, name }: Scene): void {
  const object = state.objects[event.object]!;
  const holder = holderOf(object);
  const until = awaitedEvent(object.info.kind, messages);
  const { say } = messages.t;
  const values = {
    api: doing(event, execution) || object.info.kind,
    object: object.info.name,
    until,
    thread: name(holder),
  };
  const late = event.until === Infinity ? '' : fill(messages.m.say.orUntil, { time: seconds(event.until) });
  told.does.push(fill(holder >= 0 ? say.blockHeld : until ? say.blockUntil : say.block, values) + late);
}

/** Tells whether it was woken from the same wait, and another thread was quicker. */
function wasWoken({ trace }: PythonExecution, event: EventOf<'wait'>): boolean {
  for (let i = event.seq - 1; i >= 0 && trace.threadAt(i) !== event.thread; i--)
    if (trace.kindAt(i) === K.notify && trace.aAt(i) === event.thread) return true;
  return false;
}
