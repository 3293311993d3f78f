import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadPyodide } from 'pyodide';
import { archiveFolder, pyodideFolder } from './folders.ts';
import type { Pyodide, PyFunction, PyProxy } from './pyodide.ts';
import { ARCHIVE, makeFolders, setUpPyodide, type RuntimeFiles } from './pyodide.ts';
import { runtimeFiles } from './runtime-files.ts';

export { archiveFolder, pyodideFolder };

/** Pyodide's own, which has sources only. */
export const plainLibrary = join(pyodideFolder, 'python_stdlib.zip');
const compiler = readFileSync(new URL('bytecode.py', import.meta.url), 'utf8');
let made: Promise<string> | undefined;

/**
 * The path of a `python_stdlib.zip` with bytecode for every module that a start of ours imports, and for `runtime/`. So a
 * start takes a third of the time. Made once for each version of Pyodide and of `runtime/`, and kept beside node_modules' other
 * caches.
 */
export const standardLibrary = (): Promise<string> => (made ??= find());

async function find(): Promise<string> {
  const runtime = runtimeFiles();
  const hash = createHash('sha256').update(JSON.stringify([compiler, runtime]));
  hash.update(readFileSync(plainLibrary));
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
    return plainLibrary;
  }
  return path;
}

async function make(runtime: RuntimeFiles): Promise<Uint8Array> {
  const silent = () => {};
  const env = { PYTHONHASHSEED: '0' };
  const options = { indexURL: pyodideFolder, stdout: silent, stderr: silent, env };
  const py = (await loadPyodide(options)) as unknown as Pyodide;
  makeFolders(py);
  setUpPyodide(py, runtime);
  py.FS.writeFile('/lab_runtime/bytecode.py', compiler);
  const archive = (py.pyimport('bytecode')['archive_with_bytecode'] as PyFunction)(ARCHIVE);
  return (archive as PyProxy & { toJs(): Uint8Array }).toJs();
}
