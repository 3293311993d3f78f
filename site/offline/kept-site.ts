/** The page's side of `offline.js`: asks the service worker to keep the site, or what it keeps. */

export interface SiteVersion {
  version: string;
  /** Of all files. */
  bytes: number;
}

/** The site as this device keeps it. One kept by an earlier lab has neither size nor time. */
export interface KeptSite {
  version: string;
  bytes: number | null;
  /** The time at which it was kept, in milliseconds since 1970. */
  at: number | null;
}

/** `version` is what a service worker from before this one says, until the new one has come. */
type Answer =
  | { type: 'version'; kept?: KeptSite | null; version?: string | null }
  | { type: 'progress'; done: number; of: number }
  | { type: 'failed'; full: boolean };

/** The reason why the site could not be kept: no room, or something did not arrive. */
export class KeepError extends Error {
  override name = 'KeepError';
  readonly full: boolean;
  constructor(full: boolean) {
    super(full ? 'no room' : 'not fetched');
    this.full = full;
  }
}

const base = import.meta.env.BASE_URL;

/** Tells whether this browser can keep a site, here. */
export const canKeep = (): boolean => 'serviceWorker' in navigator && 'caches' in globalThis && isSecureContext;

/** The version that the host has now; null: it cannot be reached. @throws where there is none, as while one develops. */
export async function siteVersion(): Promise<SiteVersion | null> {
  let answer: Response;
  try {
    answer = await fetch(`${base}offline/version.json`, { cache: 'no-store' });
  } catch {
    return null;
  }
  if (!answer.ok) throw new Error('This site was not built to be kept.');
  return (await answer.json()) as SiteVersion;
}

/** The site that is kept on this device, or null. */
export async function keptSite(): Promise<KeptSite | null> {
  const worker = (await navigator.serviceWorker.getRegistration(base))?.active;
  return worker ? ask(worker, 'version') : null;
}

/** Has the whole site kept as it is now. @throws KeepError */
export async function keepSite(progress: (done: number, of: number) => void): Promise<KeptSite | null> {
  await navigator.serviceWorker.register(`${base}isolate.js`, { scope: base });
  const { active } = await navigator.serviceWorker.ready;
  return ask(active!, 'keep', progress);
}

export async function forgetSite(): Promise<void> {
  const worker = (await navigator.serviceWorker.getRegistration(base))?.active;
  if (worker) await ask(worker, 'forget');
}

function ask(
  worker: ServiceWorker,
  what: 'version' | 'keep' | 'forget',
  progress?: (done: number, of: number) => void,
): Promise<KeptSite | null> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done, fail) => {
    port1.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.type === 'progress') return progress?.(data.done, data.of);
      port1.close();
      if (data.type === 'version')
        done(data.kept ?? (data.version ? { version: data.version, bytes: null, at: null } : null));
      else fail(new KeepError(data.full));
    });
    port1.start();
    worker.postMessage(what, [port2]);
  });
}
