const reloadedKey = 'isolate-reloaded';

/**
 * Makes the page cross-origin isolated by a service worker where the host sends no isolation headers.
 * Reloads at most once per tab; where service workers or storage are forbidden, the page stays as it is.
 */
export async function isolate(base: string): Promise<void> {
  if (globalThis.crossOriginIsolated || !globalThis.isSecureContext || !('serviceWorker' in navigator)) return;
  try {
    if (sessionStorage.getItem(reloadedKey)) return;
    await navigator.serviceWorker.register(`${base}isolate.js`, { scope: base });
    await navigator.serviceWorker.ready;
    sessionStorage.setItem(reloadedKey, 'yes');
    location.reload();
  } catch {
    // Forbidden here (private window, policy, no storage): the page works without real shared memory.
  }
}
