/** Longer addresses are refused; those of the site carry a program of some kilobytes at most. */
const longestTarget = 32_768;

const absolute = /^https?:\/\/[^/?#]*/i;
// A browser escapes all others; a backslash would be a slash to some of them.
const allowed = /^\/[\x21\x23-\x5b\x5d-\x7e]*$/;
// Windows ignores a dot or a blank at the end of a name. A colon means a part of a file there.
const forbidden = /^\.|[/\\:\p{Cc}]|[. ]$/u;

/**
 * Reads the target of a request line. Nothing it gives leads out of the folder or to another host: a segment is never
 * empty, never begins with a dot, and never hides a slash behind a percent sign.
 * @param {string} target
 * @returns {{ raw: string, path: string, search: string } | { status: 404 | 414 }} `raw` is the path as it was sent,
 *   `path` is decoded. What names no file for its spelling alone is a missing file, as for any other name.
 */
export function readTarget(target) {
  if (target.length > longestTarget) return { status: 414 };
  const [, raw, search] = /^([^?#]*)(\??[^#]*)/.exec(target.replace(absolute, '') || '/');
  if (!allowed.test(raw || '/')) return { status: 404 };
  let segments;
  try {
    segments = (raw || '/').slice(1).split('/').map(decodeURIComponent);
  } catch {
    return { status: 404 };
  }
  // The last one is empty where the path is that of a folder.
  const names = segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  if (names.some((name) => name === '' || forbidden.test(name))) return { status: 404 };
  return { raw: raw || '/', path: `/${segments.join('/')}`, search: safeSearch(search) };
}

/** A query goes into a `Location` as it came, so it has what a URL may have and nothing else. */
const safeSearch = (search) =>
  search.replaceAll(/[^\x21-\x7e]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
