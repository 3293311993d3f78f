import { pos } from './pos.ts';
import { schedulerOf } from './policies.ts';
import type { Profile } from './profile.ts';
import type { Policy, Scheduler } from './scheduler.ts';
import { surw } from './surw.ts';
import { urw } from './urw.ts';

/** A schedule that is drawn from a seed, as plain data: any worker makes the same one of it. */
export type Recipe =
  | Policy
  | { readonly kind: 'pos'; readonly seed: number }
  | { readonly kind: 'surw'; readonly seed: number; readonly profile: Profile }
  | { readonly kind: 'urw'; readonly seed: number; readonly profile: Profile };

/** Makes the scheduler of a recipe: a new one for every run, with the same answers. */
export function schedulerFrom(recipe: Recipe): Scheduler {
  switch (recipe.kind) {
    case 'pos':
      return pos(recipe.seed);
    case 'surw':
      return surw(recipe.seed, recipe.profile);
    case 'urw':
      return urw(recipe.seed, recipe.profile);
    default:
      return schedulerOf({ policy: recipe, picks: [] });
  }
}

/** The rule of a recipe that a link or a file can hold; null: there is none. */
export const policyOf = (recipe: Recipe): Policy | null =>
  recipe.kind === 'pos' || recipe.kind === 'surw' || recipe.kind === 'urw' ? null : recipe;
