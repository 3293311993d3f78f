import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { version } from 'pyodide';
import { Interpreter } from '../engines/python/interpreter/interpreter.ts';
import { nodeLoader } from '../engines/python/interpreter/node.ts';
import { UsageError } from './usage.ts';
import type { Loader } from '../engines/python/interpreter/pyodide.ts';

/**
 * An interpreter, from a snapshot that is kept in the user's cache folder: that takes a tenth of the time. Without a
 * folder to write to, or with a snapshot that does not fit, it starts from nothing.
 * @throws UsageError if this Node cannot suspend WebAssembly.
 */
export async function startInterpreter(): Promise<Interpreter> {
  checkNode();
  const loader = nodeLoader();
  const file = fileOf(loader);
  try {
    return await Interpreter.start(loader, readSnapshot(file) ?? (await makeSnapshot(loader, file)));
  } catch {
    rmSync(file, { force: true });
    return Interpreter.start(loader);
  }
}

/** @throws UsageError if this Node cannot suspend WebAssembly. */
export function checkNode(): void {
  if (!('Suspending' in WebAssembly))
    throw new UsageError(
      `Python threads need a Node that can suspend WebAssembly (26 or newer); this is ${process.version}`,
    );
}

/** The snapshot that interpreters are started from. */
export async function snapshot(): Promise<Uint8Array> {
  const loader = nodeLoader();
  const file = fileOf(loader);
  return readSnapshot(file) ?? (await makeSnapshot(loader, file));
}

const fileOf = (loader: Loader): string => join(cacheFolder(), 'thread-pool-lab', `python-${keyOf(loader)}.zst`);

function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

/** A snapshot fits the Pyodide, the files of the runtime and the Node that it was made with. */
function keyOf({ runtime }: Loader): string {
  const hash = createHash('sha256').update(`${version} ${process.version} ${process.arch}`);
  for (const name of Object.keys(runtime).toSorted()) hash.update(`\0${name}\0${runtime[name]}`);
  return hash.digest('hex').slice(0, 20);
}

function readSnapshot(file: string): Uint8Array | null {
  try {
    return zstdDecompressSync(readFileSync(file));
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
