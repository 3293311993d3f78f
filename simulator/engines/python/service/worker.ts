import { webPort } from '../../../port/browser.ts';
import { closeWorld } from '../../../sandbox/closed.ts';
import type { Loader } from '../interpreter/pyodide.ts';
import { fillOnRead, type Rest } from '../interpreter/sparse-archive.ts';
import { PythonFailure, type FromWorker, type ToWorker } from './protocol.ts';
import { answerRequests } from './serve.ts';
import { isNotFetched, whyNotFetched } from './fetched.ts';

/** Files that the page has downloaded, for every worker it starts. */
export interface Assets {
  /** Where Pyodide's files are, ending in a slash. */
  readonly base: string;
  readonly module: WebAssembly.Module;
  /** The archive of the standard library; where `rest` is not null, only its core. */
  readonly stdlib: ArrayBuffer;
  /** Where the rest lies in the archive, and memory that the page puts it into: a number that says it is there, the bytes. */
  readonly rest: (Rest & { readonly memory: SharedArrayBuffer }) | null;
  readonly lock: unknown;
}

// Made before the world is closed.
const port = webPort<ToWorker, FromWorker>();
const ARCHIVE = 'python314.zip';

const files: Record<string, string> = import.meta.glob('../interpreter/runtime/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const runtime = Object.fromEntries(Object.entries(files).map(([path, text]) => [path.split('/').at(-1)!, text]));

function loader(assets: unknown): Loader {
  const { base, module, stdlib, rest, lock } = assets as Assets;
  const fsInit = async (files: unknown) => {
    if (rest) fillOnRead(files, ARCHIVE, rest, () => waitForRest(rest.memory));
  };
  return { runtime, load: (options) => load(base, module, stdlib, { lockFileContents: lock, fsInit, ...options }) };
}

/** Blocks this worker until the page has fetched the rest of the library. */
function waitForRest(rest: SharedArrayBuffer): Uint8Array {
  const there = new Int32Array(rest, 0, 1);
  port.post({ type: 'library' });
  while (Atomics.load(there, 0) === 0) Atomics.wait(there, 0, 0);
  return new Uint8Array(rest, Int32Array.BYTES_PER_ELEMENT);
}

/** Starts Pyodide from what the page has downloaded, so that nothing is fetched or compiled twice. */
async function load(base: string, module: WebAssembly.Module, stdlib: ArrayBuffer, options: object): Promise<never> {
  const ask = globalThis.fetch.bind(globalThis);
  let fail: (error: unknown) => void;
  // Pyodide itself waits for ever when its module cannot be instantiated.
  const broken = new Promise<never>((_, reject) => (fail = reject));
  globalThis.fetch = () => Promise.resolve(new Response(stdlib));
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

answerRequests(port, { loader, close: () => closeWorld() });
