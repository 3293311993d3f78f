import { keep, recall } from '../ui/store.ts';

/** Exercises through which the learner's own pool grows, in the order of the course. */
export const POOL_STEPS = [
  'own-pool-begins',
  'own-pool-survives',
  'own-pool-answers',
  'own-pool-ends',
  'write-your-own-pool',
] as const;

/** The file that the learner takes along. */
export const POOL_FILE = 'pool.py';

/** The pool as it passed a step; steps count from 1. */
export interface KeptPool {
  step: number;
  text: string;
}

/** The step that an exercise is, from 1; 0: none. */
export const stepOf = (exercise: string): number => POOL_STEPS.indexOf(exercise as (typeof POOL_STEPS)[number]) + 1;

/** Keeps the learner's pool as it passed. For other exercises, nothing happens. */
export function keepPool(exercise: string, files: Readonly<Record<string, string>>): void {
  const text = files[POOL_FILE];
  if (stepOf(exercise) > 0 && text !== undefined) keep(`pool:${exercise}`, text);
}

/** Finds the pool to go on with: as it passed the nearest step before this exercise; null: none did. */
export function poolBefore(exercise: string): KeptPool | null {
  for (let step = stepOf(exercise) - 1; step > 0; step--) {
    const text = recall(`pool:${POOL_STEPS[step - 1]}`);
    if (text !== undefined) return { step, text };
  }
  return null;
}
