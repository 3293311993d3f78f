import { fileURLToPath } from 'node:url';
import { snapshot } from '../../simulator/cli/start.ts';
import { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { compiledPyodide, nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';

/** Snapshots of the tests are kept with them, not in the user's own folder. */
export const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url));

/** The snapshot and the compiled WebAssembly: read once for all files that one worker of Vitest runs. */
let parts: Promise<[Uint8Array, WebAssembly.Module]> | undefined;

/** All that an interpreter starts with: the snapshot, and the compiled WebAssembly. */
export function partsForTests(): Promise<[Uint8Array, WebAssembly.Module]> {
  process.env['XDG_CACHE_HOME'] = CACHE;
  return (parts ??= Promise.all([snapshot(), compiledPyodide()]));
}

/** An interpreter of its own for each call. */
export async function interpreterForTests(): Promise<Interpreter> {
  const [bytes, module] = await partsForTests();
  return Interpreter.start(nodeLoader(module), bytes);
}
