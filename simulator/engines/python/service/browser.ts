import { type FILES, FOLDER, LOCK } from 'virtual:pyodide';
import { NOT_LOADED, webWorker } from '../../../port/browser.ts';
import { PythonClient } from './client.ts';
import { DownloadCounter } from './download-counter.ts';
import type { WorkerHost, PythonWorker } from './worker-host.ts';
import { loadFailure, whyNotFetched } from './fetched.ts';
import { Library, SUPPLIED } from './library.ts';
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
  trusted: true,
  keep,
  snapshotAfter: 1000,
};

/** Not every page that is isolated has shared memory: WebKit's may lack it. */
function share(bytes: number): SharedArrayBuffer | null {
  const has = globalThis.crossOriginIsolated && typeof globalThis.SharedArrayBuffer === 'function';
  try {
    return has ? new SharedArrayBuffer(bytes) : null;
  } catch (error) {
    throw new PythonFailure('memory', String(error));
  }
}

/**
 * A script that imports these. A worker from a blob inherits the content policy of its page; one from the network has
 * only what its host sends with the script, which may be nothing: on a learning platform, or without a service worker.
 */
function bootstrapUrl(scripts: readonly string[]): string {
  const imports = scripts.map((each) => `import ${JSON.stringify(new URL(each, location.href).href)};`);
  return URL.createObjectURL(new Blob(imports, { type: 'text/javascript' }));
}

let bootstrap: string | null = null;

const workerFrom = (url: string) =>
  webWorker<FromWorker, ToWorker>(new Worker(url, { type: 'module', name: 'python' }));
const newWorker = () => workerFrom((bootstrap ??= bootstrapUrl([workerUrl])));

/** A worker whose script comes while Pyodide's files do. One that breaks is dropped: the next one says why. */
let early: ReturnType<typeof newWorker> | null = null;

function spawnEarly(make = newWorker): void {
  if (early) return;
  const worker = (early = make());
  const drop = () => {
    if (early === worker) early = null;
  };
  worker.listen(() => {}, drop);
}

function spawn(): PythonWorker {
  const worker = early ?? newWorker();
  early = null;
  let alive = false;
  let library: Library | null = null;
  let memory: SharedArrayBuffer | null = null;
  return {
    ...worker,
    post(message, transfer) {
      if (message.type !== 'start' && message.type !== 'snapshot') return worker.post(message, transfer);
      const { library: pages, ...given } = message.assets as PageAssets;
      const { bytes, missing } = (library = pages);
      memory = missing.length > 0 ? share(SUPPLIED) : null;
      const assets: Assets = { ...given, library: pages.none ? null : bytes, size: bytes.length, missing, memory };
      worker.post({ ...message, assets });
    },
    listen: (onMessage, onError) =>
      worker.listen(
        (message) => {
          alive = true;
          if (message.type !== 'library') return onMessage(message);
          // It waits, and cannot be told that there is no more to come.
          library!.supply(message.file, memory!).catch((error: PythonFailure) => onError(error.message, error.kind));
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
interface PageAssets extends Pick<Assets, 'base' | 'module' | 'lock'> {
  readonly library: Library;
}

const SCRIPTS = ['pyodide.asm.mjs', 'pyodide.mjs'] as const;

/**
 * Fetches Pyodide's files, all at once. The scripts are only brought into the browser's cache: workers import them. A start
 * from a snapshot reads nothing of the library, which then comes when a program reads it. The device that keeps one has most
 * likely kept the scripts too: there the worker imports them at once.
 */
async function download(onProgress: (progress: LoadProgress) => void): Promise<PageAssets> {
  const counter = new DownloadCounter(onProgress);
  const response = fetched(`${base()}pyodide.asm.wasm`);
  // It is awaited below.
  response.catch(() => {});
  const snapshot = await kept();
  spawnEarly(snapshot && (() => workerFrom(bootstrapUrl([...SCRIPTS.map((name) => base() + name), workerUrl]))));
  const script = (name: keyof typeof FILES) => fetched(base() + name).then((response) => counter.read(name, response));
  const library = new Library({
    core: () =>
      fetched(`${base()}python_core.bin`).then((response) => unpacked(counter.counted('python_core.bin', response))),
    rest: () =>
      fetched(`${base()}python_rest.bin`).then(async (response) => new Uint8Array(await response.arrayBuffer())),
  });
  const shares = share(1) !== null;
  const [module] = await Promise.all([
    response.then((response) => {
      // A browser keeps the compiled code of a response as it came, and of no other.
      void counter.read('pyodide.asm.wasm', response.clone()).catch(() => {});
      return compiled(response);
    }),
    // A worker can wait for a file only where it shares memory with the page.
    snapshot && shares ? counter.leaveOut('python_core.bin') : library.fetch('core'),
    shares ? undefined : library.fetch('rest'),
    snapshot
      ? SCRIPTS.forEach((name) => counter.leaveOut(name))
      : Promise.all(SCRIPTS.map(script)).then(() => early?.post({ type: 'prepare', base: base() })),
  ]).catch((error: unknown) => {
    throw loadFailure(error);
  });
  return { base: base(), module, lock: LOCK, library };
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
/**
 * The worker's name has a hash of all that is in it, the files of `runtime/` too; while developing, it does not. Another
 * browser, or another version of it, makes a snapshot of its own.
 */
const key = () => `${base()}${workerUrl.split('/').at(-1)}.snapshot?${encodeURIComponent(navigator.userAgent)}`;

async function kept(): Promise<Response | undefined> {
  if (import.meta.env.DEV) return undefined;
  try {
    return await (await caches.open(CACHE)).match(key());
  } catch {
    // A page may have no storage.
    return undefined;
  }
}

/** An earlier visit has left a snapshot on this device. */
export const isKept = async (): Promise<boolean> => (await kept()) !== undefined;

async function recall(): Promise<ArrayBuffer | null> {
  return (await kept())?.arrayBuffer() ?? null;
}

async function keep(snapshot: ArrayBuffer | null): Promise<void> {
  if (import.meta.env.DEV) return;
  await caches.delete(CACHE);
  if (snapshot) await (await caches.open(CACHE)).put(key(), new Response(snapshot));
}
