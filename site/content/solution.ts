import { localeFile, localeFor } from '../i18n/index.ts';

export type Solution = Readonly<Record<string, string>>;

const known = new Map<string, Promise<Solution>>();

/**
 * Fetches the files of a solution, once: no lesson carries them until a reader asks.
 * @throws Error where they cannot be fetched; then the next call tries again.
 */
export function fetchSolution(exercise: string): Promise<Solution> {
  let found = known.get(exercise);
  if (!found) {
    found = load(exercise);
    known.set(exercise, found);
    found.catch(() => known.delete(exercise));
  }
  return found;
}

async function load(exercise: string): Promise<Solution> {
  const answer = await fetch(localeFile(localeFor(document.documentElement.lang), `solutions/${exercise}.json`));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as Solution;
}
