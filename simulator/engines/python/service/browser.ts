import { type FILES, FOLDER, LOCK, REST } from 'virtual:pyodide';
import { NOT_LOADED, webWorker } from '../../../port/browser.ts';
import { sparse } from '../interpreter/sparse-archive.ts';
import { PythonClient } from './client.ts';
import { Line } from './line.ts';
import type { WorkerHost, PythonWorker } from './worker-host.ts';
import { whyNotFetched } from './fetched.ts';
import { PythonFailure, type FromWorker, type LoadProgress, type ToWorker } from './protocol.ts';
import { pythonSupport } from './support.ts';
import type { Assets } from './worker.ts';
// oxlint-disable-next-line import/default -- Vite makes it.
import workerUrl from './worker.ts?worker&url';

let only: PythonClient | null = null;

/** The page's Python: everything on a page shares one worker. Nothing is fetched before it is asked for. */
export function pythonClient(): PythonClient {
  return (only ??= new PythonClient(browser));
}

const browser: WorkerHost = {
  check() {
    const support = pythonSupport();
    if (support !== 'ok') throw new PythonFailure(support);
  },
  spawn,
  download,
  share,
  recall,
  keep,
  snapshotAfter: 1000,
};

/** Not every page that is isolated has shared memory: WebKit's may lack it. */
function share(bytes: number): SharedArrayBuffer | null {
  const has = globalThis.crossOriginIsolated && typeof globalThis.SharedArrayBuffer === 'function';
  return has ? new SharedArrayBuffer(bytes) : null;
}

let bootstrap: string | null = null;

/**
 * A script that imports the worker's. A worker from a blob inherits the content policy of its page; one from the network has
 * only what its host sends with the script, which may be nothing: on a learning platform, or without a service worker.
 */
function bootstrapUrl(): string {
  const address = JSON.stringify(new URL(workerUrl, location.href).href);
  return (bootstrap ??= URL.createObjectURL(new Blob([`import ${address};`], { type: 'text/javascript' })));
}

function spawn(): PythonWorker {
  const worker = webWorker<FromWorker, ToWorker>(new Worker(bootstrapUrl(), { type: 'module', name: 'python' }));
  let alive = false;
  let memory: SharedArrayBuffer | null = null;
  return {
    ...worker,
    post(message, transfer) {
      if (message.type !== 'start' && message.type !== 'snapshot') return worker.post(message, transfer);
      const given = message.assets as PageAssets;
      memory = given.whole ? null : share(Int32Array.BYTES_PER_ELEMENT + REST.to - REST.from);
      const assets: Assets = { ...given, stdlib: given.library, rest: memory && { ...REST, memory } };
      worker.post({ ...message, assets });
    },
    listen: (onMessage, onError) =>
      worker.listen(
        (message) => {
          alive = true;
          if (message.type !== 'library') return onMessage(message);
          // It waits, and cannot be told that there is no more to come.
          supply(memory!).catch((error: PythonFailure) => onError(error.message, error.kind));
        },
        (message) => {
          if (alive || message !== NOT_LOADED) onError(message);
          else void whyNotFetched(workerUrl).then((kind) => onError(message, kind));
        },
      ),
  };
}

const base = () => new URL(`${import.meta.env.BASE_URL}${FOLDER}`, location.href).href;

/** Everything that workers are started with. */
interface PageAssets {
  readonly base: string;
  readonly module: WebAssembly.Module;
  readonly lock: object;
  /** The archive of the standard library, and whether all of it is there. */
  library: ArrayBuffer;
  whole: boolean;
}

let assets: PageAssets | null = null;
let whole: Promise<Uint8Array> | null = null;

/** Fetches the rest of the library, once. Workers that start from then on have all of it. */
function fetchRest(): Promise<Uint8Array> {
  return (whole ??= fetched(`${base()}python_rest.bin`)
    .then(async (response) => {
      const rest = new Uint8Array(await response.arrayBuffer());
      if (assets) {
        new Uint8Array(assets.library).set(rest, REST.from);
        assets.whole = true;
      }
      return rest;
    })
    .catch((error: unknown) => {
      whole = null;
      throw error instanceof PythonFailure ? error : new PythonFailure('offline', String(error));
    }));
}

/** Puts the rest of the library into the memory of a worker that waits for it. */
async function supply(memory: SharedArrayBuffer): Promise<void> {
  new Uint8Array(memory, Int32Array.BYTES_PER_ELEMENT).set(await fetchRest());
  const there = new Int32Array(memory, 0, 1);
  Atomics.store(there, 0, 1);
  Atomics.notify(there, 0);
}

/** Fetches Pyodide's files, all at once. The scripts are only brought into the browser's cache: workers import them. */
async function download(onProgress: (progress: LoadProgress) => void): Promise<PageAssets> {
  const line = new Line(onProgress);
  const get = (name: keyof typeof FILES) => fetched(base() + name).then((response) => line.counted(name, response));
  const [module, core, rest] = await Promise.all([
    fetched(`${base()}pyodide.asm.wasm`).then((response) => {
      // A browser keeps the compiled code of a response as it came, and of no other.
      const copy = line.counted('pyodide.asm.wasm', response.clone());
      void copy.arrayBuffer().catch(() => {});
      return compiled(response);
    }),
    get('python_core.bin').then(unpacked),
    // A worker can wait for the rest only where it shares memory with the page.
    share(1) ? null : fetchRest(),
    get('pyodide.asm.mjs').then((response) => response.arrayBuffer()),
    get('pyodide.mjs').then((response) => response.arrayBuffer()),
  ]).catch((error: unknown) => {
    if (error instanceof PythonFailure) throw error;
    // The server has begun to send: what is no Python is not where it should be, and what ends early is the network.
    const wrong = error instanceof SyntaxError || error instanceof WebAssembly.CompileError;
    throw new PythonFailure(wrong ? 'not-found' : 'offline', String(error));
  });
  const library = sparse(core, REST);
  if (rest) library.set(rest, REST.from);
  return (assets = { base: base(), module, lock: LOCK, library: library.buffer, whole: rest !== null });
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new PythonFailure('offline', String(error));
  });
  if (!response.ok || !response.body) throw new PythonFailure('not-found', `${url}: ${response.status}`);
  return response;
}

async function unpacked(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(
      await new Response(response.body!.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer(),
    );
  } catch (error) {
    // What comes is no gzip, or it ends early.
    throw navigator.onLine ? new SyntaxError(String(error)) : error;
  }
}

async function compiled(response: Response): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    if (error instanceof RangeError) throw new PythonFailure('memory', String(error));
    throw error;
  }
}

const CACHE = 'python-snapshots';
/** The worker's name has a hash of all that is in it, the files of `runtime/` too; while developing, it does not. */
const key = () => `${base()}${workerUrl.split('/').at(-1)}.snapshot`;

async function recall(): Promise<ArrayBuffer | null> {
  if (import.meta.env.DEV) return null;
  const found = await (await caches.open(CACHE)).match(key());
  return found ? found.arrayBuffer() : null;
}

async function keep(snapshot: ArrayBuffer | null): Promise<void> {
  if (import.meta.env.DEV) return;
  await caches.delete(CACHE);
  if (snapshot) await (await caches.open(CACHE)).put(key(), new Response(snapshot));
}
