const PRIME = 0x01000193;

/**
 * FNV-1a, 32 bits, of a text's UTF-16 units or of bytes. It tells a damaged text from a whole one and one text from another,
 * and protects nothing. @param start Another one gives another hash; the hash of what came before goes on with it.
 */
export function fnv1a(data: string | Uint8Array, start = 0x811c9dc5): number {
  let hash = start;
  if (typeof data === 'string')
    for (let at = 0; at < data.length; at++) hash = Math.imul(hash ^ data.charCodeAt(at), PRIME);
  else for (const byte of data) hash = Math.imul(hash ^ byte, PRIME);
  return hash >>> 0;
}
