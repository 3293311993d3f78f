/**
 * The one source of what every file is sent with. `npm start`, the servers of the zip, `_headers`, `vercel.json`,
 * `isolate.js` and the README's recipes say the same: `recipes.mjs` writes the last ones, and tests compare all of them.
 */

/** The headers that isolate a page, so that SharedArrayBuffer exists in it; every file needs them, worker scripts too. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Headers of every file: nothing is guessed, no other site learns an address, and no page may ask for these devices. */
export const privacyHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/**
 * Pages made to stand in other people's pages. One that is isolated itself takes only frames that say they may be taken.
 */
export const embedFolders = ['/embed/', '/zh-cn/embed/'];
export const embedHeaders = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

/**
 * The content policy of every other page; the rest of a page's policy is in its `<meta>`. `frame-ancestors` holds in a
 * header only.
 */
export const pagePolicy = "frame-ancestors 'self'; form-action 'self'";
export const embedPolicy = "form-action 'self'";

/**
 * The content policy of worker scripts. A worker does not inherit the policy that its page has in a `<meta>`: what is not
 * sent with its script does not hold in it.
 */
export const workerPolicy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";

/**
 * The content policy of the threads of a TypeScript program. The learner's compiled code is a blob that the worker imports:
 * that, and nothing else, is allowed. So the worker's own script is one file, in a folder of its own.
 */
export const threadPolicy = "default-src 'none'; script-src blob:";
export const workerFolder = '/_astro/';
export const threadFolder = '/_threads/';

/** The folders of the other pages, as `_headers` names paths: everything is below the home page, the embeds too. */
const PAGES = 'article certificate cheat-sheet class course gil glossary lessons museum playground simulator workshop';
export const pageFolders = ['/', '/zh-cn/'].flatMap((home) => [
  home,
  `${home}index.html`,
  ...PAGES.split(' ').map((name) => `${home}${name}/*`),
]);

/** Folders whose files never change under the same address. */
export const forever = [workerFolder, threadFolder, '/pyodide/'];
export const unchanging = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * Pairs of a path's beginning and its headers. A later rule overrides an earlier one.
 * @type {[string, Record<string, string>][]}
 */
export const rules = [
  [
    '/',
    {
      ...isolationHeaders,
      ...privacyHeaders,
      'Content-Security-Policy': pagePolicy,
      'Cache-Control': 'no-cache',
    },
  ],
  ...forever.map((folder) => [folder, unchanging]),
  [workerFolder, { 'Content-Security-Policy': workerPolicy }],
  [threadFolder, { 'Content-Security-Policy': threadPolicy }],
  ...embedFolders.map((folder) => [folder, { ...embedHeaders, 'Content-Security-Policy': embedPolicy }]),
];

/**
 * The headers of a path of the site, which begins with a slash and is decoded.
 * @param {string} path
 * @param {boolean} [known] `false`: those of a host that knows nothing of the site
 * @returns {Record<string, string>}
 */
export function headersOf(path, known = true) {
  const all = Object.assign({}, ...rules.filter(([start]) => path.startsWith(start)).map(([, headers]) => headers));
  return known ? all : { 'Cache-Control': all['Cache-Control'] };
}

const text = (type) => `${type}; charset=utf-8`;
/** The types of files, by their endings. */
export const types = {
  '.html': text('text/html'),
  '.css': text('text/css'),
  '.js': text('text/javascript'),
  '.mjs': text('text/javascript'),
  '.json': text('application/json'),
  '.webmanifest': text('application/manifest+json'),
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.txt': text('text/plain'),
};
