/** Letters that are read at once: they are arguments of a call. */
const CHUNK = 4096;
/** Lengths that are frequent. */
const SHORT = 128;

const codes: number[][] = [];

/** The text whose letters stand in memory, each in one place. */
export function readText(from: Uint8Array | Uint16Array, at: number, length: number): string {
  if (length <= CHUNK) return letters(from, at, length);
  let text = '';
  for (let done = 0; done < length; done += CHUNK) text += letters(from, at + done, Math.min(CHUNK, length - done));
  return text;
}

/** `apply` takes such an array ten times as fast as a part of shared memory. Those of frequent lengths are kept. */
export function letters(from: Uint8Array | Uint16Array, at: number, length: number): string {
  const kept = length <= SHORT || length === CHUNK;
  const some = (kept ? codes[length] : undefined) ?? Array<number>(length).fill(0);
  if (kept) codes[length] = some;
  for (let i = 0; i < length; i++) some[i] = from[at + i]!;
  return String.fromCharCode.apply(null, some);
}
