import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the site as built at `/`. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The paths of every built page, as a reader's address ends: `course/`, `zh-cn/course/`, '' for the home page.
 * @throws where nothing was built, so that no test can pass for lack of pages.
 */
export function builtPages(): string[] {
  const pages = globSync('**/*.html', { cwd: dist, exclude: ['pagefind/**'] }).toSorted();
  if (pages.length === 0) throw new Error('No page was built: node test/tools/run.mjs build');
  return pages
    .map((file) => file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
    .filter((page) => !MOVED.test(page));
}

/** Addresses that lessons had earlier: each leads away at once. */
const MOVED = /^(zh-cn\/)?lessons\/\d\d-/;

/** The HTML of a built page. */
export function builtHtml(page: string): string {
  const file = page === '' || page.endsWith('/') ? `${page}index.html` : page;
  return readFileSync(`${dist}/${file}`, 'utf8');
}
