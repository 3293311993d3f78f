const HOUR = 60;

/** Minutes in words: as hours and minutes from an hour on, rounded to five. @param tag As `<html lang>` has it. */
export function durationOf(minutes: number, tag: string, width: 'short' | 'long' = 'short'): string {
  if (minutes < HOUR) return unit(minutes, 'minute', tag, width);
  const rounded = Math.round(minutes / 5) * 5;
  const parts = [unit(Math.floor(rounded / HOUR), 'hour', tag, width)];
  if (rounded % HOUR > 0) parts.push(unit(rounded % HOUR, 'minute', tag, width));
  return spaced(new Intl.ListFormat(tag, { type: 'unit', style: 'narrow' }).format(parts));
}

// Chinese on these pages has a space between a number and its own characters.
const spaced = (text: string): string => text.replace(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)/gu, ' ');

const unit = (value: number, name: 'hour' | 'minute', tag: string, width: 'short' | 'long'): string =>
  spaced(new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: width }).format(value));
