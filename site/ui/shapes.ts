import type { ThreadStatus } from '../../simulator/trace/state.ts';

/** Shapes of the statuses in a box of 16 × 16: told apart without their colours. `fill` marks a solid one. */
export const SHAPES: Record<ThreadStatus, { d: string; solid: boolean }> = {
  new: {
    d: 'M8 2.5v1.2M8 12.3v1.2M2.5 8h1.2M12.3 8h1.2M4.1 4.1l.9.9M11 11l.9.9M4.1 11.9l.9-.9M11 5l.9-.9',
    solid: false,
  },
  ready: { d: 'M5 3.2 12.4 8 5 12.8z', solid: false },
  /** In a job: as one that sleeps, because a job of the model is a time. */
  running: { d: 'M10.2 2.4A6 6 0 1 0 13.8 10 5 5 0 0 1 10.2 2.4z', solid: true },
  blocked: { d: 'M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z', solid: true },
  waiting: { d: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.6V8l2.4 1.8', solid: false },
  sleeping: { d: 'M10.2 2.4A6 6 0 1 0 13.8 10 5 5 0 0 1 10.2 2.4z', solid: true },
  exited: { d: 'M3 8.6 6.4 12 13 4.4', solid: false },
  died: { d: 'M3.5 3.5l9 9M12.5 3.5l-9 9', solid: false },
};

export const ICONS = {
  restart: 'M4 3v10M13 3.2 6 8l7 4.8z',
  back: 'M11.5 2.8 4 8l7.5 5.2z',
  step: 'M4.5 2.8 12 8l-7.5 5.2z',
  play: 'M4 2.2 13.5 8 4 13.8z',
  pause: 'M4.2 2.5h2.6v11H4.2zM9.2 2.5h2.6v11H9.2z',
  shuffle:
    'M2 4.5h2.2c3.6 0 4 7 7.4 7H14M12 9.2l2.2 2.3L12 13.8M2 11.5h2.2c1 0 1.7-.6 2.2-1.4M9 5.6c.6-.7 1.4-1.1 2.6-1.1H14M12 2.2l2.2 2.3L12 6.8',
  more: 'M2.6 8h.01M8 8h.01M13.4 8h.01',
  large: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13.2 2.8 9.4 6.6M2.8 13.2l3.8-3.8',
  out: 'M3 11.5h10M8 3l5 5.8H3z',
} as const;
