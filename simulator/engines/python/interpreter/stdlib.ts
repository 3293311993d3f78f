import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadPyodide } from 'pyodide';
import { archiveFolder, pyodideFolder } from './folders.ts';
import type { Pyodide, PyFunction, PyProxy } from './pyodide.ts';
import { setUpPyodide, writeRuntime } from './pyodide.ts';
import { runtimeFiles } from './runtime-files.ts';

export { archiveFolder, pyodideFolder };

const ARCHIVE = '/lib/python314.zip';
const compiler = readFileSync(new URL('bytecode.py', import.meta.url), 'utf8');
let made: Promise<string> | undefined;

/**
 * The path of a `python_stdlib.zip` with bytecode for every module that a start of ours imports. So a start takes less
 * than half the time. Made once for each version of Pyodide and of `runtime/`, and kept beside node_modules' other
 * caches.
 */
export const standardLibrary = (): Promise<string> => (made ??= find());

async function find(): Promise<string> {
  const runtime = runtimeFiles();
  const hash = createHash('sha256').update(JSON.stringify([compiler, runtime]));
  hash.update(readFileSync(join(pyodideFolder, 'python_stdlib.zip')));
  const path = join(archiveFolder, `python_stdlib-${hash.digest('hex').slice(0, 16)}.zip`);
  try {
    if (!existsSync(path)) {
      const archive = await make(runtime);
      mkdirSync(dirname(path), { recursive: true });
      // Others may be making it too: each finds all of it or nothing.
      writeFileSync(`${path}.${process.pid}`, archive);
      renameSync(`${path}.${process.pid}`, path);
    }
  } catch {
    // There is nowhere to keep it. Pyodide's own takes longer, and does the same.
    return join(pyodideFolder, 'python_stdlib.zip');
  }
  return path;
}

async function make(runtime: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const silent = () => {};
  const py = (await loadPyodide({ indexURL: pyodideFolder, stdout: silent, stderr: silent })) as unknown as Pyodide;
  writeRuntime(py, runtime);
  setUpPyodide(py);
  py.FS.writeFile('/lab_runtime/bytecode.py', compiler);
  const archive = (py.pyimport('bytecode')['archive_with_bytecode'] as PyFunction)(ARCHIVE);
  return (archive as PyProxy & { toJs(): Uint8Array }).toJs();
}
