import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** The folder in which snapshots of Python are kept. */
export const snapshotFolder = (): string => join(cacheFolder(), 'thread-pool-lab');

function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
