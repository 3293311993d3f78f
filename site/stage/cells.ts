import type { ThreadId } from '../../simulator/trace/events.ts';
import type { ThreadStatus } from '../../simulator/trace/state.ts';

/** So many lanes are drawn as lanes; more are a grid. */
export const DENSE = 5;

/** More cells than these have no room for the number of a request. */
export const ROOMY_CELLS = 24;

type TileKind = 'request' | 'result' | 'failed';

export interface Tile {
  item: number;
  kind: TileKind;
  /** The text on it, if not its number; `title` has the full description. */
  text?: string;
  title?: string;
}

/** A thread as a small cell. */
export interface Cell {
  id: ThreadId;
  name: string;
  status: ThreadStatus;
  tile: Tile | null;
  /** The schedule selects it next. */
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

/** The cells. A cell that is as it was `before` is the very same object, so that nothing is drawn twice. */
export const kept = (cells: readonly Cell[], before: readonly Cell[]): Cell[] =>
  cells.map((cell, i) => {
    const old = before[i];
    return old && same(old, cell) ? old : cell;
  });

const same = (a: Cell, b: Cell): boolean =>
  a.id === b.id &&
  a.status === b.status &&
  a.next === b.next &&
  a.dismissed === b.dismissed &&
  a.tile?.item === b.tile?.item &&
  a.tile?.kind === b.tile?.kind;
