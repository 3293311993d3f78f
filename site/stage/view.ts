import type { StageMessages } from '../i18n/en/stage.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import { CLOCK, type ThreadId } from '../../simulator/trace/events.ts';
import type { PoolState } from '../../simulator/trace/state.ts';
import { DENSE, kept, type Cell, type LaneView, type Tile } from './cells.ts';
import { describe } from './describe.ts';
import { traceIndexOf, hasFailed } from './trace-index.ts';
import { nameOf } from './names.ts';

export function tileOf(execution: ModelExecution, item: number, position: number, result: boolean): Tile {
  return { item, kind: hasFailed(traceIndexOf(execution), item, position) ? 'failed' : result ? 'result' : 'request' };
}

function cellOf(execution: ModelExecution, state: PoolState, id: ThreadId, next: ThreadId): Cell {
  const thread = state.threads[id]!;
  const isScript = id < execution.scenario.threads.length;
  return {
    id,
    name: nameOf(execution, id),
    status: thread.status,
    // The tile in the main thread's hand came out of the result queue.
    tile:
      thread.item < 0
        ? null
        : tileOf(execution, thread.item, state.position, isScript && execution.scenario.pool.kind === 'ThreadPool'),
    next: id === next,
    dismissed: thread.dismissed,
  };
}

export function laneOf(
  execution: ModelExecution,
  state: PoolState,
  id: ThreadId,
  next: ThreadId,
  m: StageMessages,
): LaneView {
  const thread = state.threads[id]!;
  const [what, why] = describe(execution, state, id, m);
  return {
    ...cellOf(execution, state, id, next),
    until: thread.deadline,
    what,
    why,
    seen: thread.dismissSeen,
    canStep: next !== -1 && next !== CLOCK && thread.status === 'ready',
  };
}

export const cellsOf = (
  execution: ModelExecution,
  state: PoolState,
  ids: readonly ThreadId[],
  next: ThreadId,
  before: readonly Cell[],
): Cell[] =>
  kept(
    ids.map((id) => cellOf(execution, state, id, next)),
    before,
  );

/** The parts of the picture that a scenario has. */
export function partsOf({ scenario, trace }: ModelExecution): { deck: ThreadId[]; lanes: ThreadId[]; dense: boolean } {
  const all = trace.threads.map((_, id) => id);
  const scripts = scenario.threads.length;
  const deck = scenario.pool.kind === 'Queue' ? [] : all.slice(0, scripts);
  const lanes = scenario.pool.kind === 'Queue' ? all : all.slice(scripts);
  return { deck, lanes, dense: lanes.length > DENSE };
}
