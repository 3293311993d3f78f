import { PythonFailure } from './protocol.ts';

/**
 * Finds out why a file of the site did not come. The browser's word that there is a network is no proof, so the server is
 * asked for the file's head: no answer, or a file that is there after all, means that the network was lost.
 */
export async function whyNotFetched(
  url: string,
  ask: typeof fetch = globalThis.fetch,
): Promise<'offline' | 'not-found'> {
  if (!navigator.onLine) return 'offline';
  try {
    const { ok } = await ask(url, { method: 'HEAD', cache: 'no-store' });
    return ok ? 'offline' : 'not-found';
  } catch {
    return 'offline';
  }
}

/** A script that did not come: browsers have no other name for it than TypeError, and each words it in its own way. */
export const isNotFetched = (error: unknown): error is TypeError =>
  error instanceof TypeError &&
  /dynamically imported module|importing a module script|load failed|failed to fetch/i.test(error.message);

/** Finds out why a script of the page did not come. Most browsers say which one it was. */
export const whyNotImported = (error: TypeError): Promise<'offline' | 'not-found'> =>
  whyNotFetched(/https?:\S+/.exec(error.message)?.[0] ?? location.href);

/**
 * The failure of a load by what was thrown. A server that has begun to send and sends no Python has it elsewhere; an early end
 * is the network's.
 */
export function loadFailure(error: unknown): PythonFailure {
  if (error instanceof PythonFailure) return error;
  const wrong = error instanceof SyntaxError || error instanceof WebAssembly.CompileError;
  return new PythonFailure(wrong ? 'not-found' : 'offline', String(error));
}
