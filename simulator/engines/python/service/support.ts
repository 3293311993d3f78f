/** Tells whether Python can run here: asked of the browser, never guessed from its name. */
export function pythonSupport(): 'ok' | 'no-jspi' | 'no-workers' | 'no-wasm' {
  if (typeof WebAssembly !== 'object') return 'no-wasm';
  if (typeof Worker !== 'function') return 'no-workers';
  return 'Suspending' in WebAssembly ? 'ok' : 'no-jspi';
}
