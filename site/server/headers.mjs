/** The headers that isolate a page, so that SharedArrayBuffer exists in it; every file needs them, worker scripts too. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Pages made to stand in other people's pages: one that is isolated itself takes only frames that say they may be taken.
 * Whoever has no headers of its own needs nothing: no header here forbids to be framed.
 */
export const embedFolders = ['/embed/', '/zh-cn/embed/'];
export const embedHeaders = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

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
export const threadFolder = '/_threads/';

/** Folders whose files never change under the same address. */
export const forever = ['/_astro/', threadFolder, '/pyodide/'];
