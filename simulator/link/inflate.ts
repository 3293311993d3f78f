import { Inflate } from 'fflate';

/** Bytes of packed data that are unpacked at a time: deflate makes at most 1032 times as many of them. */
const PIECE = 1024;

/**
 * Unpacks deflated data piece by piece, and stops as soon as there are `limit` bytes or more: a short text can stand for
 * gigabytes. Null: it has been stopped. @throws Error if the data are damaged.
 */
export function inflateUpTo(packed: Uint8Array, limit: number): Uint8Array<ArrayBuffer> | null {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    parts.push(part);
    length += part.length;
  });
  for (let at = 0; at < packed.length || at === 0; at += PIECE) {
    stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
    if (length >= limit) return null;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
