import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { init, parse } from 'es-module-lexer';
import { defaultLocale, locales } from '../../site/i18n/languages.ts';

const KB = 1024;

/**
 * Limits of a lesson page, in gzipped bytes. `js`: before the reader does anything. `stage`: the rest, fetched when a
 * pointer reaches the heaviest of its islands (`client:intent`): a stage, or code to run with its messages.
 */
export const budgets = { js: 45 * KB, stage: 76.5 * KB, css: 21.75 * KB, html: 67 * KB };

const lessonPages = locales.map((lang) => `${lang === defaultLocale ? '' : `${lang}/`}lessons/*/index.html`);

const gz = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Tells whether a page only leads on to where the lesson is now. */
const isRedirect = (dist, page) => readFileSync(join(dist, page), 'utf8').includes('http-equiv="refresh"');

/**
 * Weighs each lesson page of a site built at `/` in `dist` and prints a table; each page and kind is one check.
 * Finding no lesson page is a failure.
 * @param {string} dist
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function checkBudgets(dist) {
  await init;
  const pages = globSync(lessonPages, { cwd: dist })
    .filter((page) => !isRedirect(dist, page))
    .toSorted();
  if (pages.length === 0) {
    console.error(`No lesson page in ${dist}: nothing to weigh.`);
    return { passed: 0, failed: 1 };
  }
  const kinds = Object.keys(budgets);
  const row = (page, cells) => console.log(page.padEnd(56) + cells.map((cell) => cell.padStart(12)).join(''));
  row('gzipped KB', kinds);
  row(
    'budget',
    kinds.map((kind) => (budgets[kind] / KB).toFixed(1)),
  );
  let failed = 0;
  for (const page of pages) {
    const weight = weigh(dist, page);
    const over = (kind) => weight[kind] > budgets[kind];
    failed += kinds.filter(over).length;
    row(
      posix.dirname(page.replaceAll('\\', '/')),
      kinds.map((kind) => (weight[kind] / KB).toFixed(1) + (over(kind) ? ' ✗' : '  ')),
    );
  }
  return { passed: pages.length * kinds.length - failed, failed };
}

/**
 * The gzipped bytes of one page: its HTML, the CSS it links or holds, every script it loads by itself, and those of its waiting islands.
 * @param {string} dist
 * @param {string} page its path in `dist`
 */
export function weigh(dist, page) {
  const html = readFileSync(join(dist, page), 'utf8');
  const all = (pattern) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
  const size = (url) => gz(readFileSync(join(dist, url)));
  const sum = (sizes) => sizes.reduce((total, bytes) => total + bytes, 0);

  const linked = all(/<link\b[^>]*\bhref="([^"]+\.css)"/g);
  const inline = all(/<style[^>]*>([^]*?)<\/style>/g).join('\n');
  const scripts = new Set();
  for (const url of all(/<script\b[^>]*\bsrc="([^"]+)"/g)) follow(dist, url, scripts);
  for (const url of all(/<link\b[^>]*rel="modulepreload"[^>]*\bhref="([^"]+)"/g)) follow(dist, url, scripts);
  const islands = all(/(<astro-island\b[^>]*>)/g);
  const waits = (island) => island.includes('client="intent"');
  const urls = (island) =>
    [...island.matchAll(/\b(?:component|renderer|before-hydration)-url="([^"]+)"/g)].map((match) => match[1] ?? '');
  for (const url of islands.filter((island) => !waits(island)).flatMap(urls)) follow(dist, url, scripts);
  for (const code of all(/<script\b[^>]*type="module"[^>]*>([^]*?)<\/script>/g)) {
    for (const url of staticImports(code, '/')) follow(dist, url, scripts);
  }
  const js = sum([...scripts].map(size));
  const reached = islands.filter(waits).map((island) => {
    const later = new Set(scripts);
    for (const url of urls(island)) follow(dist, url, later);
    const messages = island.includes('&quot;messages&quot;') ? all(/\bdata-from="([^"]+)"/g) : [];
    return sum([...later, ...messages].map(size)) - js;
  });
  return {
    js,
    stage: Math.max(0, ...reached),
    css: sum([...new Set(linked)].map(size)) + (inline ? gz(inline) : 0),
    html: gz(html),
  };
}

function follow(dist, url, seen) {
  const path = url.split('?')[0];
  if (seen.has(path)) return;
  if (!existsSync(join(dist, path))) throw new Error(`${path} is loaded by a page but was not built.`);
  seen.add(path);
  for (const next of staticImports(readFileSync(join(dist, path), 'utf8'), path)) follow(dist, next, seen);
}

function staticImports(code, from) {
  const [imports] = parse(code);
  return imports
    .filter((found) => found.d === -1 && found.n !== undefined)
    .map((found) => posix.resolve(posix.dirname(from), found.n));
}
