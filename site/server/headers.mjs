/** The headers that isolate a page, so that SharedArrayBuffer exists in it; every file needs them, worker scripts too. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
