import { recallPassed } from './passed.ts';

/** Numbers of the hints of an exercise that the reader has not opened yet; none is left once it has been passed. */
export function hintsLeft(exercise: Element | null): number[] {
  if (!exercise || recallPassed(exercise.id)) return [];
  return [...exercise.querySelectorAll<HTMLElement>('.hint')].flatMap((hint, i) =>
    hint.matches('[open], [data-opened]') ? [] : [i + 1],
  );
}
