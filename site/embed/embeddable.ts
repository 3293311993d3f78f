import { SCENARIOS } from '../../simulator/scenario/lessons/index.ts';
import { exerciseFor, pythonExercises } from '../content/exercises.ts';
import { pythonListings } from '../content/listings.ts';
import type { Locale } from '../i18n/index.ts';

interface Embeddable {
  scenarios: readonly string[];
  listings: readonly string[];
  exercises: readonly { id: string; title: string }[];
}

/** Everything that another page can embed, by the names in its address. For build time. */
export const embeddable = (lang: Locale): Embeddable => ({
  scenarios: Object.keys(SCENARIOS),
  listings: pythonListings(),
  exercises: pythonExercises()
    .toSorted()
    .map((id) => ({ id, title: exerciseFor(id, lang)!.words.title })),
});
