import { fileURLToPath } from 'node:url';
import { startInterpreter } from '../../simulator/cli/start.ts';

/** Snapshots of the tests are kept with them, not in the user's own folder. */
export const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url));

/** An interpreter for the tests of one file. */
export function interpreterForTests() {
  process.env['XDG_CACHE_HOME'] = CACHE;
  return startInterpreter();
}
