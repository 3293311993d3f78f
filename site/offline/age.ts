const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Says how long ago something was: “2 days ago”. @param tag As `<html lang>` has it. */
export function ageOf(ms: number, tag: string): string {
  const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  for (const [unit, length] of UNITS) if (ms >= length) return words.format(-Math.floor(ms / length), unit);
  return words.format(0, 'minute');
}
