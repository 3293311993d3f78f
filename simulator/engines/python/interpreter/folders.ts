import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of Pyodide's own files. */
export const pyodideFolder = dirname(fileURLToPath(import.meta.resolve('pyodide')));

/** The folder of libraries with bytecode, beside node_modules' other caches. */
export const archiveFolder = join(pyodideFolder, '../.cache/thread-pool-lab');
