/** The headers that isolate a page, so that SharedArrayBuffer exists in it; every file needs them, worker scripts too. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The content policy of worker scripts. A worker does not inherit the policy that its page has in a `<meta>`: what is not
 * sent with its script does not hold in it.
 */
export const workerPolicy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";

/** Folders whose files never change under the same address. */
export const forever = ['/_astro/', '/pyodide/'];
