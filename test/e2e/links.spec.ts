import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtHtml, builtPages, dist } from './built.ts';
import { expect, test } from './fixtures.ts';

const origin = 'http://site.invalid';

/** Collects a page's references to its own site: path and fragment. */
function references(page: string): URL[] {
  const found = builtHtml(page).matchAll(/<[a-z][^>]*?\s(?:href|src|component-url|renderer-url)="([^"]*)"/g);
  return [...found]
    .map(([, value]) => new URL((value ?? '').replaceAll('&amp;', '&'), `${origin}/${page}`))
    .filter((url) => url.origin === origin);
}

function resolves(url: URL): boolean {
  const path = decodeURIComponent(url.pathname);
  if (!existsSync(join(dist, path.endsWith('/') ? `${path}index.html` : path))) return false;
  if (!url.hash || !path.endsWith('/')) return true;
  return builtHtml(path.slice(1)).includes(`id="${decodeURIComponent(url.hash.slice(1))}"`);
}

for (const page of builtPages()) {
  test(`every link of /${page} leads somewhere, and so does every #part of one`, () => {
    const broken = references(page).filter((url) => !resolves(url));
    expect([...new Set(broken.map((url) => url.href.slice(origin.length)))]).toEqual([]);
  });
}
