import { CLOCK } from '../../../trace/events.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { CheckScenario } from '../../../exercise/exercise.ts';
import type { PythonRun } from '../interpreter/python-run.ts';
import { statusOf } from '../interpreter/outcome.ts';
import type { Message } from '../../../exercise/message.ts';

/**
 * Judges a run of a scenario; null: it holds. `said` is the scenario's own word: a failed expectation as JSON, ''
 * for its end, null for nothing. `judge` asks the check about the run as a whole.
 */
export function verdictOf(
  run: PythonRun,
  said: string | null,
  judge: (account: string) => string,
  output: string,
): Message | null {
  if (said) return failed(said);
  const { uncaught, notes, blocked } = run;
  // The uncaught exception came before the deadlock that it may have led to.
  const status = uncaught.length > 0 ? 'exception' : said === '' ? 'finished' : statusOf(run);
  switch (status) {
    case 'exception': {
      const { name, message, line, thread } = uncaught[0]!;
      // Without a line of the learner's it was the check's call that Python refused.
      const key = thread === 0 && line === 0 ? 'call' : 'exception';
      return { key, status, values: { error: message, line, thread: name } };
    }
    case 'deadlock':
    case 'livelock':
      return { key: status, status, values: { threads: blocked.map(({ name }) => name).join(', ') } };
    case 'budget':
      return { key: notes.includes('output-limit') ? 'output-limit' : 'budget', status, values: { steps: run.steps } };
    case 'stopped':
      return null;
  }
  // Without the scenario's word it did not come to its end: the program has left before.
  if (said === null) return { key: 'left', status: 'check', values: {} };
  const found = judge(JSON.stringify(accountOf(run, output)));
  return found ? failed(found) : null;
}

/**
 * Checks that a scenario which says it holds has happened at all: null, or what its trace does not show. `operations`: how
 * many events of a kind it must have. As many threads must have begun as the scheduler knows.
 */
export function disagreement({ trace, names }: PythonRun, operations: CheckScenario['operations']): Message | null {
  const count = (kind: string) =>
    Array.from({ length: trace!.length }, (_, i) => trace!.at(i).kind).filter((each) => each === kind).length;
  const few = Object.entries(operations).find(([kind, least]) => count(kind) < (least ?? 0))?.[0];
  const missing = few ?? (count('start') === names.length - 1 ? null : 'start');
  return missing === null ? null : { key: 'not-traced', status: 'check', values: { operation: missing } };
}

function failed(expectation: string): Message {
  try {
    const { key, values } = JSON.parse(expectation) as Pick<Message, 'key' | 'values'>;
    return { key, values, status: 'check' };
  } catch {
    // It is not what a check writes: the program has changed how.
    return { key: 'left', values: {}, status: 'check' };
  }
}

/** A run as a check sees it. */
function accountOf({ clock, steps, choices, names, trace }: PythonRun, output: string) {
  return { clock, steps, schedule: choices, threads: names, output, events: trace ? eventsOf(trace) : [] };
}

/** The events of a trace with names instead of numbers, as `simulator/trace/events.ts` has them. */
function eventsOf(trace: Trace): object[] {
  const { threads, queues, objects, items } = trace;
  return Array.from({ length: trace.length }, (_, i) => {
    const event = trace.at(i) as unknown as Record<string, number>;
    const named: Record<string, unknown> = { ...event };
    named['thread'] = event['thread'] === CLOCK ? 'clock' : threads[event['thread']!]!.name;
    if (typeof event['target'] === 'number') named['target'] = threads[event['target']]!.name;
    if (typeof event['queue'] === 'number') named['queue'] = queues[event['queue']]!.name;
    if (typeof event['object'] === 'number') named['object'] = objects[event['object']]!.name;
    if (typeof event['item'] === 'number') named['item'] = items[event['item']] ?? `request ${event['item']}`;
    if (named['until'] === Infinity) named['until'] = null;
    return named;
  });
}
