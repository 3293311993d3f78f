/**
 * FNV-1a, 32 bits, of a text's UTF-16 units or of bytes. It tells a damaged text from a whole one and one text from another,
 * and protects nothing. @param start Another one gives another hash; the hash of what came before goes on with it.
 * Scripts of a page's head have it as text, so it uses nothing from outside.
 */
export function fnv1a(data: string | Uint8Array, start = 0x811c9dc5): number {
  const prime = 0x01000193;
  let hash = start;
  if (typeof data === 'string')
    for (let at = 0; at < data.length; at++) hash = Math.imul(hash ^ data.charCodeAt(at), prime);
  else for (const byte of data) hash = Math.imul(hash ^ byte, prime);
  return hash >>> 0;
}
