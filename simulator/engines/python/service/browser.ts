import { FILES, FOLDER } from 'virtual:pyodide';
import { NOT_LOADED, webWorker } from '../../../port/browser.ts';
import { PythonClient } from './client.ts';
import type { WorkerHost, PythonWorker } from './worker-host.ts';
import { whyNotFetched } from './fetched.ts';
import { PythonFailure, type FromWorker, type LoadProgress, type ToWorker } from './protocol.ts';
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
    const support = PythonClient.support();
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
  return {
    ...worker,
    listen: (onMessage, onError) =>
      worker.listen(
        (message) => {
          alive = true;
          onMessage(message);
        },
        (message) => {
          if (alive || message !== NOT_LOADED) onError(message);
          else void whyNotFetched(workerUrl).then((kind) => onError(message, kind));
        },
      ),
  };
}

const base = () => new URL(`${import.meta.env.BASE_URL.replace(/\/*$/, '/')}${FOLDER}`, location.href).href;

/** Fetches Pyodide's files, all at once. The scripts are only brought into the browser's cache: workers import them. */
async function download(onProgress: (progress: LoadProgress) => void): Promise<Assets> {
  const total = Object.values(FILES).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  onProgress({ phase: 'download', loaded, total });
  const counted = (bytes: number) => onProgress({ phase: 'download', loaded: (loaded += bytes), total });
  const get = (name: keyof typeof FILES) => fetched(base() + name, counted);
  const [module, stdlib, lock] = await Promise.all([
    get('pyodide.asm.wasm').then(compiled),
    get('python_stdlib.zip').then((response) => response.arrayBuffer()),
    get('pyodide-lock.json').then((response) => response.json() as Promise<object>),
    get('pyodide.asm.mjs').then((response) => response.arrayBuffer()),
    get('pyodide.mjs').then((response) => response.arrayBuffer()),
  ]).catch((error: unknown) => {
    if (error instanceof PythonFailure) throw error;
    // The server has begun to send: what is no Python is not where it should be, and what ends early is the network.
    const wrong = error instanceof SyntaxError || error instanceof WebAssembly.CompileError;
    throw new PythonFailure(wrong ? 'not-found' : 'offline', String(error));
  });
  // There is no network to load packages from.
  return { base: base(), module, stdlib, lock: { ...lock, packages: {} } };
}

async function fetched(url: string, counted: (bytes: number) => void): Promise<Response> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new PythonFailure('offline', String(error));
  });
  if (!response.ok || !response.body) throw new PythonFailure('not-found', `${url}: ${response.status}`);
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      counted(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counting), { headers: { 'Content-Type': 'application/wasm' } });
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
