/** The servers of an end-to-end run: the site, the same without isolation headers, and a copy in a sub-folder. */
export type Served = 'main' | 'bare' | 'folder';

const variable = (served: Served) => `LAB_${served.toUpperCase()}_URL`;

/** Says where a server is, for the worker processes that start after it. */
export function announce(served: Served, url: string): void {
  process.env[variable(served)] = url;
}

/**
 * The address of a served copy of the site, ending in a slash.
 * @throws outside an end-to-end run, where nothing is served.
 */
export function servedAt(served: Served): string {
  const url = process.env[variable(served)];
  if (!url) throw new Error(`Nothing serves "${served}": start the tests with node test/tools/run.mjs e2e.`);
  return url;
}
