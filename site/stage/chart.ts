import type { ThreadId } from '../../simulator/trace/events.ts';
import type { Trace } from '../../simulator/trace/trace.ts';

/** A statechart as it is drawn: laid out at build time, in units of pixels. */
interface ChartNode {
  state: string;
  final: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The state's name, and its call in Python; '' if it has none. */
  words: string;
  api: string;
}
export interface ChartEdge {
  /** Indices of the states, as traces number them. */
  from: number;
  to: number;
  /** Ids of the events that lead along it. */
  events: string[];
  path: string;
  label: string;
  x: number;
  y: number;
}
export interface Chart {
  machine: string;
  width: number;
  height: number;
  nodes: ChartNode[];
  edges: ChartEdge[];
}

/** The last transition from one state into another that the thread took before `position`, by the numbers of the states. */
export function lastTransition(trace: Trace, thread: ThreadId, position: number): { from: number; to: number } | null {
  let to = -1;
  for (let i = position - 1; i >= 0; i--) {
    if (trace.threadAt(i) !== thread) continue;
    const state = trace.stateAt(i);
    if (to >= 0 && state !== to) return { from: state, to };
    to = state;
  }
  // Before its first event a machine is in its first state.
  return to > 0 ? { from: 0, to } : null;
}
