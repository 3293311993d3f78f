import type { PythonExecution } from '../../../simulator/engines/python/analysis/execution.ts';
import type { Blocked, Finding } from '../../../simulator/trace/diagnose.ts';
import type { ThreadId } from '../../../simulator/trace/events.ts';
import { nameOf } from '../names.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { list } from '../../i18n/text.ts';
import { tellFutures } from './futures.ts';
import { short } from './items.ts';
import { tellNotes } from './notes.ts';
import { awaitedEvent } from './objects.ts';
import type { PythonStageMessages } from './messages.ts';

/** Threads of a deadlock or livelock that are told one by one. */
const MOST = 6;

/** Tells whether something went wrong, or the run was not let go to its end. */
export const isBad = ({ outcome, findings, run }: PythonExecution): boolean =>
  outcome !== 'finished' || findings.length > 0 || run.lost.length > 0;

/** Says how the run ended, a sentence each; if nothing went wrong, one sentence that says so. */
export function pythonOutcomes(execution: PythonExecution, messages: PythonStageMessages): string[] {
  const { m, t } = messages;
  const { outcome, findings, run } = execution;
  const said = findings.flatMap((finding) => tellFinding(execution, finding, messages));
  if (outcome === 'stopped') said.unshift(t.outcome.stopped);
  for (const { queue, size, unfinished } of run.lost)
    said.push(fill(m.outcome['left-over'], { queue, size, unfinished }));
  if (said.length === 0) said.push(run.exitCode === 0 ? t.outcome.fine : fill(t.outcome.exit, { code: run.exitCode }));
  // The exit code is told above.
  return [...said, ...tellNotes(execution, messages, ['exit'])];
}

/** Sentences after the first of {@link pythonOutcomes} that say of a thread what its lane says; of futures they say more. */
export function pythonRepeats({ findings: [finding], run }: PythonExecution, messages: PythonStageMessages): number {
  if (finding?.kind !== 'deadlock' && finding?.kind !== 'livelock') return 0;
  const { blocked } = finding;
  return blocked.some(({ thread }) => tellFutures(run, thread, messages) !== null) ? 0 : blocked.length;
}

function tellFinding(execution: PythonExecution, finding: Finding, messages: PythonStageMessages): string[] {
  const { m, t } = messages;
  const star = (id: ThreadId) => `*${nameOf(execution, id)}*`;
  switch (finding.kind) {
    case 'deadlock':
    case 'livelock': {
      const stuck = finding.blocked.filter(({ deadline }) => deadline === Infinity);
      const rest = stuck.slice(MOST).map(({ thread }) => nameOf(execution, thread));
      return [
        finding.kind === 'deadlock' ? m.outcome.deadlock : t.outcome.livelock,
        ...stuck.slice(0, MOST).map((blocked) => tellBlocked(execution, blocked, messages)),
        ...(rest.length > 0 ? [fill(t.outcome.alsoStuck, { threads: list(rest, m.list) })] : []),
      ];
    }
    case 'exception': {
      const { line } = execution.run.uncaught.find(({ thread }) => thread === finding.thread) ?? { line: 0 };
      const error = short(finding.message ?? finding.error, 120);
      const values = { thread: star(finding.thread), error, line };
      return [fill(line > 0 ? t.outcome.exception : m.outcome.exception, values)];
    }
    case 'check':
      return [fill(t.outcome.check, { message: finding.message })];
    case 'budget':
      return [fill(t.outcome.budget, { steps: execution.run.steps }), ...tellWaiting(execution, messages)];
    case 'left-over':
      return [fill(m.outcome['left-over'], { ...finding, queue: execution.trace.queues[finding.queue]?.name ?? '' })];
    case 'lost-thread':
      return [fill(m.outcome['lost-thread'], { ...finding, thread: star(finding.thread) })];
  }
}

/** Returns who waits for what when a run is cut off. */
function tellWaiting({ run }: PythonExecution, messages: PythonStageMessages): string[] {
  const { t } = messages;
  const star = (id: ThreadId) => `*${run.names[id] ?? ''}*`;
  return run.blocked.slice(0, MOST).map(({ thread, on, holder }) => {
    const futures = tellFutures(run, thread, messages);
    if (futures !== null) return futures;
    const named = { thread: star(thread), name: on };
    return holder === null || run.names[holder] === on
      ? fill(t.outcome.onName, named)
      : fill(t.outcome.onHeld, { ...named, holder: star(holder) });
  });
}

function tellBlocked(
  execution: PythonExecution,
  { thread, queue, condition, target, object, holders }: Blocked,
  messages: PythonStageMessages,
) {
  const { m, t } = messages;
  const star = (id: ThreadId) => `*${nameOf(execution, id)}*`;
  if (target !== null) return fill(m.outcome.blockedJoin, { thread: star(thread), target: star(target) });
  const futures = tellFutures(execution.run, thread, messages);
  if (futures !== null) return futures;
  if (condition !== null) {
    const values = { thread: star(thread), condition, queue: execution.trace.queues[queue ?? 0]?.name ?? '' };
    return fill(t.outcome.onQueue, { ...values, until: t.until[condition] });
  }
  const { name = '', kind = '' } = execution.trace.objects[object ?? -1] ?? {};
  const until = awaitedEvent(kind, messages);
  if (holders.length === 0) {
    return fill(until ? t.outcome.onObject : t.outcome.onName, { thread: star(thread), name, until });
  }
  return fill(t.outcome.onHeld, { thread: star(thread), name, holder: star(holders[0]!) });
}
