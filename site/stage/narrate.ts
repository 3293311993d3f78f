import type { StageMessages } from '../i18n/en/stage.ts';
import { metaOf, statesOf } from '../../simulator/machines/machines.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import { K, type EventOf, type ThreadId, type TraceEvent } from '../../simulator/trace/events.ts';
import { sizeOf, type PoolState } from '../../simulator/trace/state.ts';
import { callOf } from '../../simulator/scenario/python-text.ts';
import { commonClause } from './common-clause.ts';
import { apiOf, statementOf } from './script.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { list, seconds } from '../i18n/text.ts';
import { whereIs, whyRaised } from './why.ts';

/** The parts of one step, ready to be put into a sentence. */
interface Clauses {
  /** The thread's operations in order, without a subject. */
  does: string[];
  /** The reason why the last of it went as it did. */
  why: string;
  /** The consequences for others. */
  after: string[];
}

/**
 * One sentence on what just happened and why, with `code` between backticks and *names* between asterisks.
 * `events` are those of one step, `state` is the state after it.
 */
export function narrate(
  events: readonly TraceEvent[],
  state: PoolState,
  execution: ModelExecution,
  m: StageMessages,
): string {
  const first = events[0];
  if (!first) return '';
  return first.kind === 'tick'
    ? tellClock(events, execution, m)
    : tellThread(events, first.thread, state, execution, m);
}

const nameIn = (execution: ModelExecution) => (id: ThreadId) => `*${execution.trace.threads[id]?.name ?? `#${id}`}*`;

/** Sentences for a thread that the clock wakes, by the call it was in. */
const WOKEN = { run: 'jobsEnd', sleep: 'sleepsEnd' } as const;

function tellClock(events: readonly TraceEvent[], execution: ModelExecution, m: StageMessages): string {
  const { say } = m;
  const woken = { jobsEnd: [] as string[], sleepsEnd: [] as string[], timeIsUp: [] as string[] };
  for (const event of events) {
    if (event.kind !== 'wake') continue;
    const op = opOf(execution, event.thread, event.state);
    woken[op === 'run' || op === 'sleep' ? WOKEN[op] : 'timeIsUp'].push(nameIn(execution)(event.thread));
  }
  const sentences = Object.entries(woken).flatMap(([word, names]) =>
    names.length > 0 ? [fill(say[word as keyof typeof woken], { targets: list(names, m.list) })] : [],
  );
  return [fill(say.tick, { time: seconds(events[0]!.time) }), ...sentences].join(say.space);
}

const opOf = (execution: ModelExecution, thread: ThreadId, state: number) => {
  const machine = execution.trace.threads[thread]?.machine ?? '';
  return metaOf(machine, statesOf(machine)[state] ?? '')?.op;
};

function tellThread(
  events: readonly TraceEvent[],
  thread: ThreadId,
  state: PoolState,
  execution: ModelExecution,
  m: StageMessages,
): string {
  const { say } = m;
  const name = nameIn(execution);
  const told: Clauses = { does: [], why: '', after: [] };
  const woken = new Map<string, string[]>();
  events.forEach((event, i) => {
    if (event.kind === 'notify') {
      const group = woken.get(event.condition) ?? [];
      woken.set(event.condition, [...group, name(event.target)]);
    } else if (
      event.kind !== 'return' ||
      WAITS.has(event.method) ||
      !events.slice(i + 1).some(({ kind }) => kind === 'call')
    ) {
      tell(event, told, events, state, execution, m);
    }
  });
  for (const [condition, names] of woken) told.after.push(fill(say.wakes, { targets: list(names, m.list), condition }));
  const { does } = told;
  const doing = does.length < 2 ? (does[0] ?? '') : does.slice(0, -1).join(say.and) + say.lastAnd + does.at(-1)!;
  const sentence = `${name(thread)} ${doing}${told.why && say.why + told.why}${say.stop}`;
  return [sentence, ...told.after].join(say.space);
}

function tell(
  event: TraceEvent,
  told: Clauses,
  events: readonly TraceEvent[],
  state: PoolState,
  execution: ModelExecution,
  m: StageMessages,
): void {
  const { say } = m;
  const { trace, scenario } = execution;
  const name = nameIn(execution);
  const queueName = (index: number | null) => trace.queues[index ?? -1]?.name ?? '';
  const does = (template: string, values: Record<string, string | number> = {}, why = '') => {
    told.does.push(fill(template, values));
    told.why = why;
  };
  const common = commonClause(event, say, name);
  if (common) return does(...common);
  const before = event.seq > 0 ? stateBefore(execution, event) : 0;
  switch (event.kind) {
    case 'call': {
      const statement = statementOf(execution, event.thread, event.seq + 1);
      // The call itself is told by what it does: "puts item 0".
      if (!SPOKEN.has(event.method)) does(say.calls, { api: statement ? callOf(statement, scenario) : event.method });
      break;
    }
    case 'return':
      if (!SPOKEN.has(event.method)) does(say.returns, { api: event.method }, told.why);
      break;
    case 'start':
      return does(say.startThread, { target: name(event.target) });
    case 'put':
      return does(say[wordOfPut(event, execution, before)], { item: event.item, queue: queueName(event.queue) });
    case 'get': {
      const word = scenario.pool.kind === 'Queue' ? 'getItem' : event.queue === 1 ? 'getResult' : 'get';
      return does(say[word], { item: event.item, queue: queueName(event.queue) });
    }
    case 'wait':
      return tellWait(event, told, state, execution, m);
    case 'run':
      return does(say.run, { item: event.item }, fill(say.runWhy, { time: seconds(event.until) }));
    case 'fail': {
      const work = trace.threads[event.thread]?.machine === 'Work';
      return does(say.fail, { item: event.item, error: event.error }, work ? say.failWork : say.failPool);
    }
    case 'dismiss':
      return does(say.dismiss, { target: name(event.target) }, whereIs(event.target, state, m, name));
    case 'look': {
      const again = statesOf(trace.threads[event.thread]?.machine ?? '')[before] === 'lookingAgain';
      const key = `look${event.dismissed ? 'Set' : 'Clear'}${again ? 'Again' : ''}` as const;
      return does(say.look, {}, say[key]);
    }
    case 'register':
    case 'unregister':
      return does(say[event.kind], { item: event.item }, fill(say.expected, { count: event.pending }));
    case 'check':
      return does(say.check, {}, event.pending > 0 ? fill(say.checkSome, { count: event.pending }) : say.checkNone);
    case 'raise': {
      const api = apiOf(execution, event.thread, before, statementOf(execution, event.thread, event.seq + 1));
      // Back from a wait, the call has been told already.
      const called =
        event.queue !== null && api !== '' && !events.some(({ kind }) => kind === 'timeout' || kind === 'call');
      if (called) does(say.calls, { api });
      return does(say.raise, { error: event.error }, whyRaised(event, events, m, told.why, queueName(event.queue)));
    }
    case 'exit':
      return does(say.exit, {}, told.why);
    case 'timeout':
      return does(say.timeout, {
        api: apiOf(execution, event.thread, before, statementOf(execution, event.thread, event.seq + 1)),
      });
    case 'wake':
    case 'done':
    case 'callback':
    case 'exc_callback':
    case 'make':
    case 'output':
    case 'exception':
      return does(say[event.kind], event as unknown as Record<string, string>);
  }
}

/** Calls whose end is news. */
const WAITS = new Set(['wait', 'wait_allcomplete', 'joinAllDismissedWorkers']);

/** Calls that one operation carries out: their event says it better. */
const SPOKEN = new Set(['sleep', 'put', 'get', 'task_done', 'join']);

/** The state in which the thread's machine was before this event. */
function stateBefore({ trace }: ModelExecution, event: TraceEvent): number {
  for (let i = event.seq - 1; i >= 0; i--) if (trace.threadAt(i) === event.thread) return trace.stateAt(i);
  return 0;
}

function wordOfPut(
  event: EventOf<'put'>,
  execution: ModelExecution,
  before: number,
): 'put' | 'putItem' | 'putBack' | 'putResult' | 'putError' {
  const op = opOf(execution, event.thread, before);
  if (execution.scenario.pool.kind === 'Queue') return 'putItem';
  if (op === 'put_back') return 'putBack';
  if (event.queue !== 1) return 'put';
  return statesOf(execution.trace.threads[event.thread]?.machine ?? '')[before] === 'puttingException'
    ? 'putError'
    : 'putResult';
}

function tellWait(
  event: EventOf<'wait'>,
  told: Clauses,
  state: PoolState,
  execution: ModelExecution,
  m: StageMessages,
): void {
  const { say } = m;
  const queue = state.queues[event.queue];
  const api = apiOf(execution, event.thread, event.state, statementOf(execution, event.thread, event.seq + 1));
  const again = wasWoken(execution, event);
  told.does.push(fill(again ? say.again : say.calls, { api }));
  const values = { queue: queue?.info.name ?? '', size: queue ? sizeOf(queue) : 0, count: queue?.unfinished ?? 0 };
  const until = event.until === Infinity ? '' : fill(say.orUntil, { time: seconds(event.until) });
  told.why = (again ? say.stolen : '') + fill(say[event.condition], values) + until;
}

/** Tells whether it was woken from the same wait, and another thread was quicker. */
function wasWoken({ trace }: ModelExecution, event: EventOf<'wait'>): boolean {
  for (let i = event.seq - 1; i >= 0; i--) {
    if (trace.kindAt(i) === K.notify && trace.aAt(i) === event.thread) return true;
    if (trace.threadAt(i) === event.thread) return false;
  }
  return false;
}
