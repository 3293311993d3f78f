/** How long a service worker may take to come alive, in milliseconds. */
const PATIENCE = 10_000;

/** Has a service worker answer the requests of the lab. False: this browser does not let the page have one. */
export async function haveAnswers(base: string): Promise<boolean> {
  if (!globalThis.isSecureContext || !('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register(`${base}isolate.js`, { scope: base });
    const ready = navigator.serviceWorker.ready.then(() => true);
    return await Promise.race([ready, new Promise<false>((done) => setTimeout(done, PATIENCE, false))]);
  } catch {
    // Forbidden here: a private window, a policy, or no storage.
    return false;
  }
}
