import { format } from './format.ts';

/** Minutes in words: as hours and minutes from an hour on, rounded to five. */
export function durationOf(minutes: number, words: { minutes: string; hours: string }): string {
  if (minutes < 60) return format(words.minutes, { minutes });
  const rounded = Math.round(minutes / 5) * 5;
  return format(words.hours, { hours: Math.floor(rounded / 60), minutes: rounded % 60 });
}
