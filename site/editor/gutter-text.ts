/** A thread in a gutter of 24 px: the number at the end of its name, else its first letter. */
const initialOf = (name: string): string =>
  /\d{1,3}$/.exec(name)?.[0] ?? (/^main/i.test(name) ? 'm' : [...name][0]) ?? '?';

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
