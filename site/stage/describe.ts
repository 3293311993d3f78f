import type { StageMessages } from '../i18n/en/stage.ts';
import { canEnd } from '../../simulator/machines/machines.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import { blockedThreads, type Blocked, type Finding } from '../../simulator/trace/diagnose.ts';
import { K, type ThreadId } from '../../simulator/trace/events.ts';
import type { PoolState } from '../../simulator/trace/state.ts';
import { traceIndexOf, statementAt } from './trace-index.ts';
import { nameOf, names } from './names.ts';
import { callOf } from '../../simulator/scenario/python-text.ts';
import { apiOf, statementOf } from './script.ts';
import { fill } from '../../simulator/trace/fill.ts';

const isHeld = (status: string) => status === 'blocked' || status === 'waiting';

/** Says why this one thread cannot go on, and who could end that; null: it can go on. */
export function blockedOf(execution: ModelExecution, state: PoolState, thread: ThreadId): Blocked | null {
  if (!isHeld(state.threads[thread]?.status ?? '')) return null;
  // Others that wait are no question here, only whether they are alive.
  const threads = state.threads.map((other, id) =>
    id !== thread && isHeld(other.status) ? { ...other, status: 'ready' as const } : other,
  );
  return blockedThreads({ ...state, threads }, (id) => execution.trace.threads[id]?.machine ?? '', canEnd)[0] ?? null;
}

/** Describes a thread's current call, and why it waits: two short lines, marked as messages are. */
export function describe(
  execution: ModelExecution,
  state: PoolState,
  id: ThreadId,
  m: StageMessages,
): [what: string, why: string] {
  const thread = state.threads[id]!;
  const { lane } = m;
  const api = apiOf(execution, id, thread.state, statementOf(execution, id, state.position));
  switch (thread.status) {
    case 'new':
      return [lane.notStarted, ''];
    case 'exited':
      return [lane.ended, ''];
    case 'died':
      return [fill(lane.endedWith, { error: thread.error ?? '' }), ''];
    case 'running':
      return [fill(lane.job, { item: thread.item }), ''];
    case 'sleeping':
      return [fill(lane.inside, { api }), ''];
    case 'ready':
      return [ready(execution, state, id, api, m), ''];
    default: {
      const held = blockedOf(execution, state, id);
      const what = fill(lane.inside, { api });
      if (!held) return [what, ''];
      if (held.target !== null) return [what, fill(lane.exits, { thread: nameOf(execution, held.target) })];
      const holders = held.holders.length > 0 ? names(execution, held.holders, m, 'disjunction') : lane.nobody;
      const count = state.queues[held.queue ?? 0]?.unfinished ?? 0;
      return [what, fill(lane[held.condition ?? 'not_empty'], { holders, count })];
    }
  }
}

function ready(
  execution: ModelExecution,
  state: PoolState,
  id: ThreadId,
  api: string,
  { lane }: StageMessages,
): string {
  const { trace, scenario } = execution;
  if (api === '') {
    const coming = scenario.threads[id]?.script[statementAt(traceIndexOf(execution), id, state.position) + 1];
    return coming ? fill(lane.comes, { api: callOf(coming, scenario) }) : lane.comesNothing;
  }
  for (let i = state.position - 1; i >= 0; i--) {
    const kind = trace.kindAt(i);
    const own = trace.threadAt(i) === id;
    if (own && kind === K.wake) {
      const { item, condition } = state.threads[id]!;
      return condition !== null
        ? fill(lane.late, { api })
        : item >= 0
          ? fill(lane.back, { item })
          : fill(lane.woken, { api });
    }
    if (kind === K.notify && trace.aAt(i) === id) return fill(lane.woken, { api });
    if (own) break;
  }
  return fill(lane.comes, { api });
}

/** Lists the faults of a run, a sentence each; without faults, one sentence that says so. */
export function outcomes(execution: ModelExecution, m: StageMessages): string[] {
  const said = execution.findings.flatMap((finding) => tellFinding(execution, finding, m));
  if (said.length > 0) return said;
  return [execution.scenario.pool.kind === 'ThreadPool' ? `${m.outcome.fine} ${m.outcome.daemon}` : m.outcome.fine];
}

/** Sentences after the first of {@link outcomes} that say of a thread what its lane says. */
export function repeatsOf({ findings: [finding] }: ModelExecution): number {
  return finding?.kind === 'deadlock' || finding?.kind === 'livelock' ? finding.blocked.length : 0;
}

function tellFinding(execution: ModelExecution, finding: Finding, m: StageMessages): string[] {
  const { outcome } = m;
  const star = (id: ThreadId) => `*${nameOf(execution, id)}*`;
  switch (finding.kind) {
    case 'deadlock':
    case 'livelock':
      return [
        outcome[finding.kind],
        ...finding.blocked
          .filter(({ deadline }) => deadline === Infinity)
          .slice(0, 5)
          .map(tellBlocked),
      ];
    case 'exception':
      return [fill(outcome.exception, { thread: star(finding.thread), error: finding.error })];
    case 'lost-thread':
      return [fill(outcome['lost-thread'], { ...finding, thread: star(finding.thread) })];
    case 'left-over':
      return [fill(outcome['left-over'], { ...finding, queue: execution.trace.queues[finding.queue]?.name ?? '' })];
    case 'budget':
      return [fill(outcome.budget, { events: finding.events })];
    case 'check':
      return [finding.message];
  }

  function tellBlocked({ thread, queue, condition, target, holders }: Blocked): string {
    if (target !== null) return fill(outcome.blockedJoin, { thread: star(thread), target: star(target) });
    return fill(holders.length > 0 ? outcome.blockedCondition : outcome.blockedNobody, {
      thread: star(thread),
      condition: condition ?? '',
      queue: execution.trace.queues[queue ?? 0]?.name ?? '',
      holders: names(execution, holders, m, 'disjunction'),
    });
  }
}
