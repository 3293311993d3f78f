// @ts-check
/// <reference lib="webworker" />
/**
 * The part of the service worker that keeps the site for use without network, when the reader asks for it. One version is
 * kept as a whole: what is kept answers before the network does, so pages and scripts of two versions never meet, and
 * nothing changes until the reader asks for the new one. The version before stays for pages that are still open.
 */
const lab = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const STATE = 'lab';
const PREFIX = 'lab-';
/** Files that are fetched at a time. */
const AT_ONCE = 6;

/** @param {string} path */
const addressOf = (path) => new URL(path, lab.registration.scope).href;

/** The version that is kept, or null. */
async function keptVersion() {
  const answer = await caches.match(addressOf('offline/kept'), { cacheName: STATE });
  return answer ? answer.text() : null;
}

/** The version that is kept, with its size and the time unless an earlier lab kept it. Null: nothing. */
async function whatIsKept() {
  const answer = await caches.match(addressOf('offline/kept'), { cacheName: STATE });
  if (!answer) return null;
  const { bytes = null, at = null } = JSON.parse(answer.headers.get('X-Kept') ?? '{}');
  return { version: await answer.text(), bytes, at };
}

/**
 * Finds the kept response for a request; null if the network has to answer.
 * @param {Request} request
 */
async function kept(request) {
  if (request.method !== 'GET') return null;
  const version = await keptVersion();
  if (version === null || new URL(request.url).pathname.startsWith(new URL(addressOf('offline/')).pathname))
    return null;
  // The site is files: what follows a `?` is for the page, or there against a browser's cache, as Pagefind's `?ts=`.
  const how = { ignoreVary: true, ignoreSearch: true };
  const cache = await caches.open(PREFIX + version);
  const found = (await cache.match(request, how)) ?? (await caches.match(request, how));
  if (found) return found;
  if (request.mode !== 'navigate') return null;
  const url = new URL(request.url);
  if (url.pathname.endsWith('/')) return null;
  url.pathname += '/';
  return (await cache.match(url.href, how)) ? Response.redirect(url.href) : null;
}

/** The page that says there is no such page; for a navigation that neither the cache nor the network can answer. */
async function missing() {
  const version = await keptVersion();
  return (version && (await (await caches.open(PREFIX + version)).match(addressOf('404.html')))) || Response.error();
}

/** @param {string} path */
async function json(path) {
  const answer = await fetch(addressOf(path), { cache: 'no-store' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** @param {ArrayBuffer} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Fetches the site as it is now, whole, and keeps it instead of what was kept before. What has the right content already
 * is not fetched again. Where it fails, what was kept stays.
 * @param {(done: number, of: number) => void} tell
 */
async function keep(tell) {
  /** @type {{ version: string, files: [string, string][] }} */
  const { version, files } = await json('offline/files.json');
  const before = await keptVersion();
  const cache = await caches.open(PREFIX + version);
  let done = 0;
  let size = 0;
  const next = files.values();
  const one = async () => {
    for (const [path, hash] of next) {
      const address = addressOf(path);
      for (const answer of [await caches.match(address, { ignoreVary: true }), null]) {
        const response = answer ?? (await fetch(address, { cache: 'no-cache' }));
        const bytes = await response.clone().arrayBuffer();
        if ((await sha256(bytes)) === hash) {
          // A missing page's own page comes with status 200 here, whatever its host said.
          const headers = new Headers(response.headers);
          for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
          await cache.put(address, new Response(bytes, { headers }));
          size += bytes.byteLength;
          break;
        }
        if (!answer) throw new Error(`${path} is of another version.`);
      }
      tell(++done, files.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  } catch (error) {
    if (version !== before) await caches.delete(PREFIX + version);
    throw error;
  }
  const headers = { 'X-Kept': JSON.stringify({ bytes: size, at: Date.now() }) };
  await (await caches.open(STATE)).put(addressOf('offline/kept'), new Response(version, { headers }));
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + version && name !== PREFIX + before) await caches.delete(name);
  }
}

async function forget() {
  for (const name of await caches.keys()) if (name === STATE || name.startsWith(PREFIX)) await caches.delete(name);
}

/** For `isolate.js`, which answers requests. */
Object.assign(lab, { offline: { kept, missing } });

lab.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (!port) return;
  const say = (/** @type {unknown} */ answer) => port.postMessage(answer);
  const asked = {
    version: async () => say({ type: 'version', kept: await whatIsKept() }),
    keep: async () => {
      await keep((done, of) => say({ type: 'progress', done, of }));
      say({ type: 'version', kept: await whatIsKept() });
    },
    forget: async () => {
      await forget();
      say({ type: 'version', kept: null });
    },
  }[String(event.data)];
  if (!asked) return;
  const failed = (/** @type {unknown} */ error) =>
    say({ type: 'failed', full: error instanceof DOMException && error.name === 'QuotaExceededError' });
  event.waitUntil(asked().catch(failed));
});
