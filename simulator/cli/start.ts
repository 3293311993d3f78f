import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { version } from 'pyodide';
import { Interpreter } from '../engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../engines/python/interpreter/node.ts';
import { standardLibrary } from '../engines/python/interpreter/stdlib.ts';
import { archiveFolder } from '../engines/python/interpreter/folders.ts';
import { closeWorld } from '../sandbox/closed.ts';
import { giveUp, isConfined } from '../sandbox/permissions.ts';
import { snapshotFolder } from './cache.ts';
import { checkNode } from './node-version.ts';
import type { Loader, RuntimeFiles } from '../engines/python/interpreter/pyodide.ts';

/**
 * An interpreter, from a snapshot that is kept in the user's cache folder: that takes a tenth of the time. Without a
 * folder to write to, or with a snapshot that does not fit, it starts from nothing.
 * `used` is told the snapshot.
 * @throws UsageError if this Node cannot suspend WebAssembly.
 */
async function startInterpreter(used: (snapshot: Uint8Array) => void = () => {}): Promise<Interpreter> {
  checkNode();
  const loader = nodeLoader();
  const file = await fileOf(loader);
  try {
    const bytes = readSnapshot(file) ?? (await makeSnapshot(loader, file));
    const interpreter = await Interpreter.start(loader, bytes);
    used(bytes);
    return interpreter;
  } catch {
    forget(file);
    return Interpreter.start(loader);
  }
}

/**
 * An interpreter for a program that is not trusted, in a process with permissions: from now on the process reads nothing,
 * writes only what the user has named, and its JavaScript is closed. Read first, then start.
 * @throws UsageError if this Node cannot suspend WebAssembly.
 */
export async function startClosed(used?: (snapshot: Uint8Array) => void): Promise<Interpreter> {
  const interpreter = await startInterpreter(used);
  if (isConfined()) {
    // Both are made when they are first asked for.
    void [process.stdout, process.stderr];
    // At its end the process may write nothing any more.
    flushCompileCache();
    giveUp([snapshotFolder(), archiveFolder]);
    closeWorld();
  }
  return interpreter;
}

/** The snapshot that interpreters are started from. */
export async function snapshot(): Promise<Uint8Array> {
  const loader = nodeLoader();
  const file = await fileOf(loader);
  return readSnapshot(file) ?? (await makeSnapshot(loader, file));
}

function forget(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not ours to write to.
  }
}

const fileOf = async (loader: Loader): Promise<string> =>
  join(snapshotFolder(), `python-${snapshotKey(await loader.sources(), basename(await standardLibrary()))}.zst`);

/**
 * Names a snapshot by what it fits: the Pyodide, the library and the Node that it was made with. It knows where each module
 * lies in the library, whose name has a hash of what is in it. `sources`: files of the runtime that are not in the library.
 */
export function snapshotKey(sources: RuntimeFiles | null, library: string): string {
  const runtime = sources ?? {};
  const hash = createHash('sha256').update(`${version} ${library} ${process.version} ${process.arch}`);
  for (const name of Object.keys(runtime).toSorted()) hash.update(`\0${name}\0${runtime[name]}`);
  return hash.digest('hex').slice(0, 20);
}

function readSnapshot(file: string): Uint8Array | null {
  try {
    // In one piece: thousands of small ones take twice the time.
    return zstdDecompressSync(readFileSync(file), { chunkSize: 2 ** 25 });
  } catch {
    return null;
  }
}

async function makeSnapshot(loader: Loader, file: string): Promise<Uint8Array> {
  const snapshot = await Interpreter.snapshot(loader);
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Renamed when whole: another command may be reading.
    const part = `${file}.${process.pid}`;
    writeFileSync(part, zstdCompressSync(snapshot));
    renameSync(part, file);
    for (const other of readdirSync(dirname(file)))
      if (other.endsWith('.zst') && other !== basename(file)) rmSync(join(dirname(file), other));
  } catch {
    // It is only a cache.
  }
  return snapshot;
}
