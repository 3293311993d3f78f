import { webPort } from '../../../port/browser.ts';
import { closeWorld } from '../../../sandbox/closed.ts';
import type { Loader, RuntimeFiles } from '../interpreter/pyodide.ts';
import { fillOnRead, type Rest } from '../interpreter/sparse-archive.ts';
import { PythonFailure, type FromWorker, type LibraryFile, type ToWorker } from './protocol.ts';
import { answerRequests } from './serve.ts';
import { isNotFetched, whyNotFetched } from './fetched.ts';

/** A part of the archive that a worker starts without. */
export interface MissingPart extends Rest {
  readonly file: LibraryFile;
  /** The index of a number in the shared memory, 1 once the part is there; and the byte at which the part begins. */
  readonly flag: number;
  readonly at: number;
}

/** Files that the page has downloaded, for every worker it starts. */
export interface Assets {
  /** The address of Pyodide's files, ending in a slash. */
  readonly base: string;
  readonly module: WebAssembly.Module;
  /** The archive of the standard library; the missing parts are zeros. Null: all are. */
  readonly library: Uint8Array | null;
  readonly size: number;
  readonly missing: readonly MissingPart[];
  /** Memory that the page puts them into; null: nothing is missing. */
  readonly memory: SharedArrayBuffer | null;
  readonly lock: unknown;
}

// Made before the world is closed.
const port = webPort<ToWorker, FromWorker>();
const ARCHIVE = 'python314.zip';

/** While developing, the library's bytecode is that of an hour ago. */
async function sources(): Promise<RuntimeFiles | null> {
  if (!import.meta.env.DEV) return null;
  const files = import.meta.glob<string>('../interpreter/runtime/*.py', { query: '?raw', import: 'default' });
  const texts = Object.entries(files).map(async ([path, text]) => [path.split('/').at(-1)!, await text()] as const);
  return Object.fromEntries(await Promise.all(texts));
}

function loader(assets: unknown): Loader {
  const { base, module, library, size, missing, memory, lock } = assets as Assets;
  const fsInit = async (files: unknown) => {
    if (memory) fillOnRead(files, ARCHIVE, missing, (part) => waitFor(part as MissingPart, memory));
  };
  return {
    sources,
    load: (options) =>
      load(base, module, library ?? new Uint8Array(size), { lockFileContents: lock, fsInit, ...options }),
  };
}

/** Blocks this worker until the page has fetched a part of the library. */
function waitFor({ file, flag, at, from, to }: MissingPart, memory: SharedArrayBuffer): Uint8Array {
  const flags = new Int32Array(memory, 0, flag + 1);
  if (Atomics.load(flags, flag) === 0) port.post({ type: 'library', file });
  while (Atomics.load(flags, flag) === 0) Atomics.wait(flags, flag, 0);
  return new Uint8Array(memory, at, to - from);
}

/** Starts Pyodide from what the page has downloaded, so that nothing is fetched or compiled twice. */
async function load(base: string, module: WebAssembly.Module, library: Uint8Array, options: object): Promise<never> {
  const ask = globalThis.fetch.bind(globalThis);
  let fail: (error: unknown) => void;
  // Pyodide itself waits for ever when its module cannot be instantiated.
  const broken = new Promise<never>((_, reject) => (fail = reject));
  globalThis.fetch = () => Promise.resolve(new Response(library as Uint8Array<ArrayBuffer>));
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    try {
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  const silent = () => {};
  try {
    const { loadPyodide } = (await import(/* @vite-ignore */ `${base}pyodide.mjs`)) as PyodideModule;
    return await Promise.race([
      loadPyodide({ indexURL: base, stdin: () => null, stdout: silent, stderr: silent, ...options }),
      broken,
    ]);
  } catch (error) {
    if (!isNotFetched(error)) throw error;
    // Its two scripts are fetched now: the network may be gone, although all else has come.
    throw new PythonFailure(await whyNotFetched(`${base}pyodide.asm.mjs`, ask), String(error));
  }
}

interface PyodideModule {
  loadPyodide(options: object): Promise<never>;
}

const prepare = (base: string) =>
  Promise.all(['pyodide.mjs', 'pyodide.asm.mjs'].map((name) => import(/* @vite-ignore */ base + name)));

answerRequests(port, { loader, prepare, close: () => closeWorld() });
