// @ts-check
/// <reference lib="webworker" />
/**
 * A service worker that adds the isolation headers on hosts that cannot send them (GitHub Pages), and answers from what
 * `offline.js` keeps, if somebody has asked it to.
 * It must live at the site's root, because a service worker rules only the folder it is served from.
 * For the GIL lab it also answers `wait?ms=100`, after so many milliseconds: a server that takes its time.
 */
importScripts('offline.js');
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const offline = /** @type {any} */ (self).offline;
const workerPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";
const threadPolicy = "default-src 'none'; script-src blob:";

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const own = new URL(request.url).origin === worker.location.origin;
  // Such a request may be answered from the browser's cache only; fetch() refuses to repeat it across origins.
  const unrepeatable = request.cache === 'only-if-cached' && request.mode !== 'same-origin';
  if (own && isWait(request)) event.respondWith(waited(request));
  else if (own && !unrepeatable) event.respondWith(isolated(request));
});

const longestWait = 10_000;

/** @param {Request} request */
function isWait({ url }) {
  return new URL(url).pathname === new URL('wait', worker.registration.scope).pathname;
}

/** A page made to stand in other people's pages. @param {Request} request */
function isEmbed({ url }) {
  const folders = ['/embed/', '/zh-cn/embed/'];
  return folders.some((folder) => url.startsWith(new URL(`.${folder}`, worker.registration.scope).href));
}

/** @param {Request} request */
async function waited({ url }) {
  const asked = Number(new URL(url).searchParams.get('ms'));
  const ms = Math.min(longestWait, Math.max(0, asked || 0));
  await new Promise((done) => setTimeout(done, ms));
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Waited': String(ms),
  };
  return new Response(`${ms}`, { headers });
}

/** @param {Request} request */
async function fetched(request) {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode !== 'navigate') throw error;
    return offline.missing();
  }
}

/** @param {Request} request */
async function isolated(request) {
  const response = (await offline.kept(request)) ?? (await fetched(request));
  // Redirects of a navigation arrive opaque, with status 0, and the browser itself has to follow them.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (isEmbed(request)) headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  // A worker does not inherit the policy in its page's <meta>.
  if (request.destination === 'worker') {
    const thread = new URL(request.url).pathname.includes('/_threads/');
    headers.set('Content-Security-Policy', thread ? threadPolicy : workerPolicy);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
