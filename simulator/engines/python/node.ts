import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';
import type { Loader } from './pyodide.ts';

const RUNTIME = new URL('./runtime/', import.meta.url);

/** The files of `runtime/`. */
export const runtimeFiles = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(RUNTIME)
      .filter((name) => name.endsWith('.py'))
      .map((name) => [name, readFileSync(new URL(name, RUNTIME), 'utf8')]),
  );

/** Starts Pyodide in Node, from the package in node_modules. */
export function nodeLoader(): Loader {
  const indexURL = fileURLToPath(new URL('.', import.meta.resolve('pyodide')));
  const silent = () => {};
  return {
    load: (options) => loadPyodide({ indexURL, stdout: silent, stderr: silent, ...options }) as never,
    runtime: runtimeFiles(),
  };
}
