import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Pyodide's own files are. */
export const pyodideFolder = dirname(fileURLToPath(import.meta.resolve('pyodide')));

/** Where libraries with bytecode are kept, beside node_modules' other caches. */
export const archiveFolder = join(pyodideFolder, '../.cache/thread-pool-lab');
