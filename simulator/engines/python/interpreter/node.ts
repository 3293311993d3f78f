import { loadPyodide } from 'pyodide';
import type { Loader } from './pyodide.ts';
import { runtimeFiles } from './runtime-files.ts';
import { pyodideFolder, standardLibrary } from './stdlib.ts';

/** Starts Pyodide in Node, from the package in node_modules. */
export function nodeLoader(): Loader {
  const silent = () => {};
  const common = { indexURL: pyodideFolder, stdout: silent, stderr: silent };
  return {
    load: async (options) =>
      (await loadPyodide({ ...common, stdLibURL: await standardLibrary(), ...options })) as never,
    runtime: runtimeFiles(),
  };
}
