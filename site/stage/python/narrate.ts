import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import { K, type TraceEvent } from '../../../simulator/trace/events.ts';
import type { PoolState } from '../../../simulator/trace/state.ts';
import { nameOf } from '../names.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { list, seconds } from '../../i18n/text.ts';
import { tell, type Scene, type StepClauses } from './clauses.ts';
import { lastOwn, lastReach } from './history.ts';
import { short } from './items.ts';
import { isInstruction } from './places.ts';
import type { PythonStageMessages } from './messages.ts';

/** Clauses of a sentence: of more, the first and the last are told, and how many there are between. */
const MOST = 5;

/**
 * One sentence on what a thread of the program just did, why, and where it is now; marked as messages are. `events` are
 * those of one step, `state` is the state after it.
 */
export function narratePython(
  events: readonly TraceEvent[],
  state: PoolState,
  execution: PythonExecution,
  messages: PythonStageMessages,
): string {
  const first = events[0];
  if (!first) return '';
  const scene: Scene = { execution, state, messages, name: (thread) => `*${nameOf(execution, thread)}*` };
  return first.kind === 'tick' ? tellClock(events, scene) : tellThread(events, first, scene);
}

function tellClock(events: readonly TraceEvent[], { execution, messages, name }: Scene): string {
  const { say, list: listWords } = messages.m;
  const woken = { sleepsEnd: [] as string[], timeIsUp: [] as string[] };
  for (const { kind, thread, seq } of events) {
    if (kind !== 'wake') continue;
    const last = lastOwn(execution, thread, seq);
    woken[last >= 0 && execution.trace.kindAt(last) === K.sleep ? 'sleepsEnd' : 'timeIsUp'].push(name(thread));
  }
  const sentences = Object.entries(woken).flatMap(([word, names]) =>
    names.length > 0 ? [fill(say[word as keyof typeof woken], { targets: list(names, listWords) })] : [],
  );
  return [fill(say.tick, { time: seconds(events[0]!.time) }), ...sentences].join(say.space);
}

function tellThread(events: readonly TraceEvent[], first: TraceEvent, scene: Scene): string {
  const { execution, messages, name } = scene;
  const { m, t } = messages;
  const { say } = m;
  const told: StepClauses = { does: [], why: '', place: '', after: [] };
  const woken = new Map<string, string[]>();
  for (const event of worthTelling(events)) {
    if (event.kind === 'notify' || event.kind === 'unblock') {
      const where = event.kind === 'notify' ? event.condition : execution.trace.objects[event.object]!.name;
      woken.set(where, [...(woken.get(where) ?? []), name(event.target)]);
    } else tell(event, told, scene);
  }
  for (const [condition, all] of woken) told.after.push(fill(say.wakes, { targets: list(all, m.list), condition }));
  const { why, place } = told;
  const does = [...new Set(told.does)];
  if (does.length === 0) does.push(ran(first, scene));
  // Behind a reason, where it has come to is a sentence of its own.
  if (place && !why) does.push(fill(t.say.comes, { place }));
  if (place && why) told.after.unshift(fill(t.say.thenComes, { place }));
  if (does.length > MOST) {
    const count = does.length - MOST + 1;
    does.splice(MOST - 2, count, fill(t.say.more, { count }));
  }
  const doing = does.length < 2 ? does[0]! : does.slice(0, -1).join(say.and) + say.lastAnd + does.at(-1)!;
  return [`${name(first.thread)} ${doing}${why && say.why + why}${say.stop}`, ...told.after].join(say.space);
}

/** Prints in a row are one; the output after an uncaught exception is Python's, not the program's. */
function worthTelling(events: readonly TraceEvent[]): TraceEvent[] {
  const told: TraceEvent[] = [];
  for (const event of events) {
    const last = told.at(-1);
    if (event.kind === 'output' && last?.kind === 'output' && event.stderr === last.stderr)
      told[told.length - 1] = { ...last, text: last.text + event.text };
    else told.push(event);
    if (event.kind === 'exception') break;
  }
  return told;
}

/** Tells a step without any other event: the line, instruction or operation that the thread had come to. */
function ran({ thread, seq }: TraceEvent, { execution, messages: { t } }: Scene): string {
  const reached = lastReach(execution, thread, seq);
  if (reached < 0) return t.say.begins;
  const what = execution.trace.textOf(execution.trace.aAt(reached));
  if (what === 'spin') return t.say.spins;
  if (what === '') return fill(t.say.runsLine, { line: execution.trace.lineAt(reached) });
  return fill(isInstruction(what) ? t.say.runs : t.say.calls, { what: short(what) });
}
