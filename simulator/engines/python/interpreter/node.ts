import { constants } from 'node:fs';
import process from 'node:process';
import { loadPyodide } from 'pyodide';
import type { Loader } from './pyodide.ts';
import { runtimeFiles } from './runtime-files.ts';
import { pyodideFolder } from './folders.ts';
import { standardLibrary } from './stdlib.ts';

/** Starts Pyodide in Node, from the package in node_modules. */
export function nodeLoader(): Loader {
  const silent = () => {};
  // Pyodide asks for the flags of files, which Node does not tell a process with permissions.
  if (process.permission)
    Object.assign(process, { binding: (name: string) => (name === 'constants' ? { fs: constants } : {}) });
  const common = { indexURL: pyodideFolder, stdout: silent, stderr: silent };
  return {
    load: async (options) =>
      (await loadPyodide({ ...common, stdLibURL: await standardLibrary(), ...options })) as never,
    runtime: runtimeFiles(),
  };
}
