import { fileURLToPath } from 'node:url';
import { snapshot } from '../../simulator/cli/start.ts';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { compiledPyodide, nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';

/** Snapshots of the tests are kept with them, not in the user's own folder. */
export const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url));

/** The snapshot and the compiled WebAssembly: read once for all files that one worker of Vitest runs. */
let parts: Promise<[Uint8Array, WebAssembly.Module]> | undefined;

/** An interpreter of its own for each call. */
export async function interpreterForTests(): Promise<Interpreter> {
  process.env['XDG_CACHE_HOME'] = CACHE;
  parts ??= Promise.all([snapshot(), compiledPyodide()]);
  const [bytes, module] = await parts;
  return Interpreter.start(nodeLoader(module), bytes);
}
