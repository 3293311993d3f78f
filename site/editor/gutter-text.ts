/** The number at the end of a thread's name, before the name of its function in `Thread-3 (work)`. */
export const numberIn = (name: string): string | undefined => /\d{1,3}(?= \(.*\)$|$)/.exec(name)?.[0];

/** A thread in a gutter of 24 px: the number in its name, else its first letter. */
const initialOf = (name: string): string => numberIn(name) ?? (/^main/i.test(name) ? 'm' : [...name][0]) ?? '?';

/** Characters that fit into the gutter. */
const FIT = 3;

/** The threads at one line, in the gutter: their initials, a range of numbers, or how many there are. */
export function gutterText(names: readonly string[]): string {
  const initials = names.map(initialOf);
  const all = initials.join(',');
  if (all.length <= FIT) return all;
  const numbers = initials.map(Number).toSorted((a, b) => a - b);
  const range = `${numbers[0]}–${numbers.at(-1)}`;
  return range.length <= FIT && numbers.every((n, i) => n === numbers[0]! + i) ? range : `×${names.length}`;
}
