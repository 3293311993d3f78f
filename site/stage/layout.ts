import type { Execution } from '../../simulator/run/execution.ts';
import type { Arrival } from '../../simulator/session/arrival.ts';
import type { NoArrival } from '../../simulator/session/machine.ts';
import type { ThreadId } from '../../simulator/trace/events.ts';
import { plotHeight } from './strokes.ts';

/**
 * The way a pool view takes its size. `flow`: its own height, at most 640 px and never higher than the window. `window`: all
 * of its container, which has a height. `embed`: all of the frame that the page is shown in.
 */
export type Fit = 'flow' | 'window' | 'embed';

/** The part that is shown on a small screen. */
export type PhoneView = 'pool' | 'code' | 'side';

export interface Tab {
  id: string;
  label: string;
}

/** The arguments of a stage's panels. */
export interface Picture {
  choose: (thread: ThreadId) => void;
  stepThread: (thread: ThreadId) => void;
  /** The thread whose code is shown: the chosen one, or until one is chosen, the one that moved last. */
  followed: ThreadId;
  /** Shows the run where a thread comes to a line, or says that none does. */
  toLine: (arrival: Arrival | NoArrival) => void;
  /** The reader wants less motion. */
  reducedMotion: boolean;
}

/** The view that a small screen begins with. */
export const firstView = (pool: boolean): PhoneView => (pool ? 'pool' : 'side');

/** Heights in pixels, as css/layout.css has them. */
const SAY = 92;
const ROW = 38;
const CONTROLS = 60;
const UNDER = 52;
const END_LINE = 20;

/**
 * The height in pixels at which the picture needs no scrolling. It depends on the run as a whole, not on the position,
 * so that a step moves nothing.
 */
export function heightNeeded(rows: number, threads: number, timeline: boolean, ends: number): number {
  return SAY + rows * ROW + ends * END_LINE + 60 + CONTROLS + (timeline ? plotHeight(threads) + UNDER : 0);
}

/** The same on a phone, where a row has two lines and the controls have two rows. */
export function heightOnPhone(rows: number, threads: number, timeline: boolean): number {
  return SAY + rows * 52 + 50 + 150 + (timeline ? plotHeight(threads) + 90 : 0);
}

/** Rows that a grid of many threads takes, with the whole lane of one. */
export const ROWS_OF_GRID = 6;

/** The thread that a number key chooses: 0 is main, and n the n-th of the others, whatever the kind of pool. */
export function laneOfKey({ trace }: Execution, key: number): ThreadId | undefined {
  const first = /^main/i.test(trace.threads[0]?.name ?? '') ? 0 : 1;
  const thread = key - first;
  return thread in trace.threads ? thread : undefined;
}
