// @ts-check
/// <reference lib="webworker" />
/**
 * A service worker that adds the isolation headers on hosts that cannot send them (GitHub Pages), and answers from what
 * `offline.js` keeps, if the reader has asked it to.
 * It must live at the site's root, because a service worker rules only the folder it is served from.
 * For the GIL lab it also answers `wait?ms=100`, after so many milliseconds: a server that takes its time.
 */
importScripts('offline.js');
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const offline = /** @type {any} */ (self).offline;
/** As `site/server/headers.mjs` has them; a test compares the two. */
const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
};
const pagePolicy = "frame-ancestors 'self'; form-action 'self'";
const embedPolicy = "form-action 'self'";
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

/** Whether a request is for something below one of these folders of the site. @param {Request} request @param {string[]} folders */
function isBelow({ url }, ...folders) {
  const { origin, pathname } = new URL(url);
  return folders.some((folder) =>
    (origin + decoded(pathname)).startsWith(new URL(`.${folder}`, worker.registration.scope).href),
  );
}

/** A path as its host reads it, so that no escape leads past a policy. @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
  for (const [name, value] of Object.entries(everywhere)) headers.set(name, value);
  const embed = isBelow(request, '/embed/', '/zh-cn/embed/');
  if (embed) headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  // A worker does not inherit the policy in its page's <meta>. A worker's script may be anywhere.
  const thread = decoded(new URL(request.url).pathname).includes('/_threads/');
  if (thread || request.destination === 'worker' || isBelow(request, '/_astro/'))
    headers.set('Content-Security-Policy', thread ? threadPolicy : workerPolicy);
  // A page keeps its host's own policy beside this one.
  else headers.append('Content-Security-Policy', embed ? embedPolicy : pagePolicy);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
