/** One lock for all; no lock; nothing in common, so that everything is copied. */
export const MODES = ['gil', 'free', 'processes'] as const;
export type Mode = (typeof MODES)[number];
