import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/**
 * The reason why a path gives no bytes. `missing`: nothing is there; `broken-link`: it leads to nothing; `link-loop`: it leads
 * back to itself; `folder`; `not-a-file`: a pipe, a socket or a device; `too-large`; `unreadable`: the system refuses.
 */
export type NoBytes = 'missing' | 'broken-link' | 'link-loop' | 'folder' | 'not-a-file' | 'too-large' | 'unreadable';

/** The system's answer as a reason. A name that a folder lists and that is "not there" is a link to nothing. */
function reasonOf(error: unknown, listed: boolean): NoBytes {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return listed ? 'broken-link' : 'missing';
  return code === 'ELOOP' ? 'link-loop' : 'unreadable';
}

const CHUNK = 65_536;

/**
 * Reads a regular file of at most `limit` bytes, following links. Never throws and never blocks, whatever the name leads to;
 * a file that grows meanwhile, or that has no size of its own (`/proc`), stays within the limit too.
 */
export function readBytes(path: string, limit: number, listed = true): Uint8Array | NoBytes {
  try {
    // Before it is opened: opening a device can do something.
    const about = statSync(path);
    if (about.isDirectory()) return 'folder';
    if (!about.isFile()) return 'not-a-file';
    if (about.size > limit) return 'too-large';
    // A pipe that has taken the file's place meanwhile must not be waited for.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return fstatSync(file).isFile() ? bytesOf(file, limit) : 'not-a-file';
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return reasonOf(error, listed);
  }
}

function bytesOf(file: number, limit: number): Uint8Array | NoBytes {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = new Uint8Array(CHUNK);
    const count = readSync(file, chunk);
    if (count === 0) return Buffer.concat(chunks);
    length += count;
    if (length > limit) return 'too-large';
    chunks.push(chunk.subarray(0, count));
  }
}

/** Tells whether a folder is there, and may be asked about. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
