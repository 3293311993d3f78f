import type { LaneState } from '../../simulator/gil/recorder.ts';

/** Shapes of the states in a box of 16 × 16: told apart without their colours. `solid` ones are filled. */
export const LANE_SHAPES: Record<LaneState, { d: string; solid: boolean }> = {
  idle: { d: 'M2.5 8h11', solid: false },
  waiting: { d: 'M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z', solid: true },
  // A padlock that is closed.
  holding: { d: 'M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2H9.4V5a1.4 1.4 0 0 0-2.8 0v2z', solid: true },
  running: { d: 'M4.5 2.2 13.2 8 4.5 13.8z', solid: true },
  io: { d: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.6V8l2.4 1.8', solid: false },
  'held-io': { d: 'M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2M8 9v3', solid: false },
  copying: { d: 'M6 5.5h8v8H6zM10 5.5v-3H2v8h4', solid: false },
};

/** In the order of the legend. */
export const LEGEND_STATES: readonly LaneState[] = [
  'holding',
  'running',
  'waiting',
  'io',
  'held-io',
  'copying',
  'idle',
];
