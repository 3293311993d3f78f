import type { StageMessages } from '../i18n/stage.en.ts';
import type { Take } from '../../simulator/session/take.ts';
import { CLOCK, type ThreadId } from '../../simulator/trace/events.ts';
import type { PoolState, Status } from '../../simulator/trace/state.ts';
import { describe, nameOf } from './describe.ts';
import { factsOf, hasFailed } from './facts.ts';

export type TileKind = 'request' | 'result' | 'failed';

export interface Tile {
  item: number;
  kind: TileKind;
}

/** A thread as a small cell. */
export interface Cell {
  id: ThreadId;
  name: string;
  status: Status;
  tile: Tile | null;
  /** The schedule picks it next. */
  next: boolean;
  dismissed: boolean;
}

/** A thread as a whole lane. */
export interface LaneView extends Cell {
  until: number;
  what: string;
  why: string;
  seen: boolean;
  canStep: boolean;
}

/** Who the schedule picks after this position; CLOCK: the clock; -1: the run is over. */
export const nextAt = ({ trace }: Take, position: number): ThreadId =>
  position < trace.length ? trace.threadAt(position) : -1;

export function tileOf(take: Take, item: number, position: number, result: boolean): Tile {
  return { item, kind: hasFailed(factsOf(take), item, position) ? 'failed' : result ? 'result' : 'request' };
}

export function cellOf(take: Take, state: PoolState, id: ThreadId, next: ThreadId): Cell {
  const thread = state.threads[id]!;
  const isScript = id < take.scenario.threads.length;
  return {
    id,
    name: nameOf(take, id),
    status: thread.status,
    // What the main thread holds came out of the result queue.
    tile:
      thread.item < 0
        ? null
        : tileOf(take, thread.item, state.position, isScript && take.scenario.pool.kind === 'ThreadPool'),
    next: id === next,
    dismissed: thread.dismissed,
  };
}

export function laneOf(take: Take, state: PoolState, id: ThreadId, next: ThreadId, m: StageMessages): LaneView {
  const thread = state.threads[id]!;
  const [what, why] = describe(take, state, id, m);
  return {
    ...cellOf(take, state, id, next),
    until: thread.until,
    what,
    why,
    seen: thread.dismissSeen,
    canStep: next !== -1 && next !== CLOCK && thread.status === 'ready',
  };
}

/** The cells of `ids`, and of those that are as they were before the very same objects, so that nothing is drawn twice. */
export function cellsOf(
  take: Take,
  state: PoolState,
  ids: readonly ThreadId[],
  next: ThreadId,
  before: readonly Cell[],
): Cell[] {
  return ids.map((id, i) => {
    const cell = cellOf(take, state, id, next);
    const old = before[i];
    return old && same(old, cell) ? old : cell;
  });
}

const same = (a: Cell, b: Cell): boolean =>
  a.id === b.id &&
  a.status === b.status &&
  a.next === b.next &&
  a.dismissed === b.dismissed &&
  a.tile?.item === b.tile?.item &&
  a.tile?.kind === b.tile?.kind;

/** The parts of the picture that a scenario has. */
export function partsOf({ scenario, trace }: Take): { deck: ThreadId[]; lanes: ThreadId[]; dense: boolean } {
  const all = trace.threads.map((_, id) => id);
  const scripts = scenario.threads.length;
  const deck = scenario.pool.kind === 'Queue' ? [] : all.slice(0, scripts);
  const lanes = scenario.pool.kind === 'Queue' ? all : all.slice(scripts);
  return { deck, lanes, dense: lanes.length > 8 };
}
