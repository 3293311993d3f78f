/**
 * Reads a `Range` header (RFC 9110, section 14) for a file of `size` bytes. What is not understood is ignored, which the
 * RFC allows: other units, wrong syntax, a last byte before the first one, more than one range.
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{ start: number, end: number } | 'all' | 'none'} the first and the last byte; `all`: send the whole file;
 *   `none`: no byte of the file is asked for
 */
export function readRange(header, size) {
  const [, first, last] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? [];
  if (first === undefined || (first === '' && last === '')) return 'all';
  if (first === '') {
    if (Number(last) === 0) return 'none';
    return size === 0 ? 'all' : { start: Math.max(0, size - Number(last)), end: size - 1 };
  }
  if (last !== '' && Number(last) < Number(first)) return 'all';
  if (Number(first) >= size) return 'none';
  return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

/**
 * Tells whether the client has the file as it is (RFC 9110, section 13). `If-None-Match` stands over `If-Modified-Since`.
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {{ etag: string, modified: string }} file
 */
export function isUnchanged(headers, { etag, modified }) {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || tagsIn(tags).includes(etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return since >= Date.parse(modified);
}

/** Tells whether a range may be sent: without `If-Range`, or where it names this very file. */
export function mayBePart(header, { etag, modified }) {
  return header === undefined || header === etag || header === modified;
}

/** Compared weakly: with or without `W/`. */
const tagsIn = (header) => header.match(/"[^"]*"/g) ?? [];
