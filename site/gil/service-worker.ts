/** The milliseconds that a service worker may take to come alive. */
const PATIENCE = 10_000;
/** The milliseconds that it may take then to control this page. A page reloaded without caches is never controlled. */
const CONTROL = 2000;

/** Has a service worker answer the requests of the lab. False: this browser does not let the page have one. */
export async function haveAnswers(base: string): Promise<boolean> {
  if (!globalThis.isSecureContext || !('serviceWorker' in navigator)) return false;
  const { serviceWorker } = navigator;
  try {
    await serviceWorker.register(`${base}isolate.js`, { scope: base });
    const active = await within(PATIENCE, serviceWorker.ready);
    // In WebKit a worker's requests are answered only if its page was controlled when the worker began.
    if (active && !serviceWorker.controller)
      await within(
        CONTROL,
        new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true })),
      );
    return active;
  } catch {
    // Forbidden here: a private window, a policy, or no storage.
    return false;
  }
}

/** Tells whether a promise is kept within so many milliseconds. */
function within(ms: number, coming: Promise<unknown>): Promise<boolean> {
  return Promise.race([coming.then(() => true), new Promise<false>((done) => setTimeout(done, ms, false))]);
}
