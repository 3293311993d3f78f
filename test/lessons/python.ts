import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The folder of the listings; they are run there, so that they can import each other. */
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

const QUIETLY = ['-B', '-W', 'error'];

/** Runs python3 in the folder of the listings, with warnings as errors, and leaves no bytecode behind. */
export function python(args: string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync('python3', [...QUIETLY, ...args], { cwd: LISTINGS, input, encoding: 'utf8', timeout: 60_000 });
}

/** Runs a listing as `python` does, while others run: most of them sleep. */
export async function pythonBeside(file: string): Promise<{ stdout: string; stderr: string; status: number | null }> {
  const child = spawn('python3', [...QUIETLY, file], {
    cwd: LISTINGS,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, status };
}
