import type { WhyFailed } from '../../simulator/class/regrade.ts';
import { wordsFor } from '../../simulator/exercise/message.ts';
import { own } from '../../simulator/trace/own.ts';
import type { ExerciseDetails } from './types.ts';

/** The words and solutions of all exercises, by their ids. */
export type AllDetails = Readonly<Record<string, ExerciseDetails>>;

/** Fetches the details; null: they could not be fetched. The table does without them then. */
export async function fetchDetails(url: string): Promise<AllDetails | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as AllDetails) : null;
  } catch {
    return null;
  }
}

/** Says in the page's language what failed: the scenario's title, and its message. Without the words, their keys. */
export function sayWhy({ scenario, message }: WhyFailed, details: ExerciseDetails | null): string {
  const said = wordsFor(scenario, message, details?.words.messages ?? {});
  const title = own(details?.words.scenarios ?? {}, scenario) ?? scenario;
  return title ? `${title}: ${said}` : said;
}

/** A file of a hand-in beside that of the solution; null: there is none. */
export interface FileBeside {
  name: string;
  mine: string;
  solution: string | null;
}

/** Pairs the learner's files with the solution's. A file that was not edited is the exercise's own. */
export function filesBeside(
  code: Readonly<Record<string, string>>,
  starter: Readonly<Record<string, string>>,
  solution: Readonly<Record<string, string>>,
): FileBeside[] {
  const names = [...new Set([...Object.keys(solution), ...Object.keys(code)])];
  return names.map((name) => ({
    name,
    mine: own(code, name) ?? own(starter, name) ?? '',
    solution: own(solution, name) ?? null,
  }));
}
