import { constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { loadPyodide } from 'pyodide';
import type { Loader } from './pyodide.ts';
import { runtimeFiles } from './runtime-files.ts';
import { pyodideFolder } from './folders.ts';
import { plainLibrary, standardLibrary } from './stdlib.ts';

/** Pyodide's WebAssembly, compiled once for all the threads of a process. */
export const compiledPyodide = async (): Promise<WebAssembly.Module> =>
  WebAssembly.compile(await readFile(join(pyodideFolder, 'pyodide.asm.wasm')));

/** Starts Pyodide in Node, from the package in node_modules; with `module`, without compiling it again. */
export function nodeLoader(module?: WebAssembly.Module): Loader {
  const silent = () => {};
  // Pyodide asks for the flags of files, which Node does not tell a process with permissions.
  if (process.permission)
    Object.assign(process, { binding: (name: string) => (name === 'constants' ? { fs: constants } : {}) });
  // There is no input, not even by a file's number: the terminal's input is not the program's.
  const common = { indexURL: pyodideFolder, stdin: () => null, stdout: silent, stderr: silent };
  return {
    async load(options) {
      const stdLibURL = await standardLibrary();
      const { instantiate } = WebAssembly;
      // Pyodide instantiates small modules of its own too.
      const isPython = (imports?: WebAssembly.Imports) => imports !== undefined && 'wasi_snapshot_preview1' in imports;
      if (module)
        WebAssembly.instantiate = (async (source: BufferSource, imports?: WebAssembly.Imports) =>
          isPython(imports)
            ? { module, instance: await instantiate.call(WebAssembly, module, imports) }
            : instantiate.call(WebAssembly, source as never, imports)) as never;
      try {
        return (await loadPyodide({ ...common, stdLibURL, ...options })) as never;
      } finally {
        WebAssembly.instantiate = instantiate;
      }
    },
    sources: async () => ((await standardLibrary()) === plainLibrary ? runtimeFiles() : null),
  };
}
