import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where the listings are; they are run there, so that they can import each other. */
export const LISTINGS = fileURLToPath(new URL('../../lessons/listings/', import.meta.url));

const version = spawnSync('python3', ['-c', 'import sys; print(sys.version_info.major, sys.version_info.minor)'], {
  encoding: 'utf8',
});
const [major, minor] = (version.stdout ?? '').trim().split(' ').map(Number);
/** N of the Python 3.N that python3 is. */
export const VERSION = major === 3 ? minor! : 0;
if (version.error || version.status !== 0 || VERSION < 10) {
  throw new Error(
    'The tests of the lessons run Python listings: please put python3, version 3.10 or newer, on the PATH.',
  );
}

/** Runs python3 in the folder of the listings, with warnings as errors, and leaves no bytecode behind. */
export function python(args: string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync('python3', ['-B', '-W', 'error', ...args], {
    cwd: LISTINGS,
    input,
    encoding: 'utf8',
    timeout: 60_000,
  });
}
