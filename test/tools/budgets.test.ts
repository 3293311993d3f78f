import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { budgets, checkBudgets } from './budgets.mjs';

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  vi.restoreAllMocks();
});

function built(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'lab-budgets-'));
  dirs.push(dir);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

/** Runs the check and gives its tally and the cells of the last row it printed. */
async function check(files: Record<string, string>) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const tally = await checkBudgets(built(files));
  const cells = String(log.mock.lastCall?.[0] ?? '').split(/\s+/);
  return { tally, cells };
}

const kb = (...texts: string[]) =>
  (texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1024).toFixed(1);

/** Text that gzip cannot make smaller than `bytes`, the same every time. */
function noise(bytes: number): string {
  let state = 1;
  const next = () => String.fromCharCode(33 + ((state = (state * 48271) % 2147483647) % 90));
  return Array.from({ length: Math.ceil(bytes * 1.4) }, next)
    .join('')
    .replace(/[^\w]/g, 'x');
}

test('a site without lessons fails', async () => {
  expect((await check({ 'index.html': '' })).tally).toEqual({ passed: 0, failed: 1 });
});

test('scripts count with all they import statically, each once, and nothing they import later', async () => {
  const a = `import './shared.js'; import('./later.js'); export const a = '${noise(1000)}';`;
  const island = `import { b } from './shared.js'; export default b;`;
  const shared = `export const b = '${noise(2000)}';`;
  const later = noise(50_000);
  const page = '<script type="module" src="/_astro/a.js"></script><astro-island component-url="/_astro/island.js">';
  const { tally, cells } = await check({
    'lessons/one/index.html': page,
    '_astro/a.js': a,
    '_astro/island.js': island,
    '_astro/shared.js': shared,
    '_astro/later.js': later,
  });
  expect(tally).toEqual({ passed: 4, failed: 0 });
  expect(cells).toEqual(['lessons/one', kb(a, island, shared), kb(), kb(), kb(page), '']);
});

test('an island that waits for the reader counts by itself, without what is there already', async () => {
  const a = `import './shared.js'; export const a = '${noise(1000)}';`;
  const stage = `import { b } from './shared.js'; export default b + '${noise(3000)}';`;
  const shared = `export const b = '${noise(2000)}';`;
  const page =
    '<script type="module" src="/_astro/a.js"></script><astro-island client="intent" component-url="/_astro/stage.js">';
  const { cells } = await check({
    'lessons/one/index.html': page,
    '_astro/a.js': a,
    '_astro/stage.js': stage,
    '_astro/shared.js': shared,
  });
  expect(cells).toEqual(['lessons/one', kb(a, shared), kb(stage), kb(), kb(page), '']);
});

test('an island that fetches its messages weighs as much more', async () => {
  const messages = JSON.stringify({ run: noise(2000) });
  const island = `export default '${noise(3000)}';`;
  const page =
    '<script type="application/json" id="w" data-from="/messages/en.json"></script>' +
    '<astro-island client="intent" component-url="/_astro/i.js" opts="{&quot;name&quot;:&quot;I&quot;,&quot;value&quot;:&quot;messages&quot;}">';
  const { cells } = await check({
    'lessons/one/index.html': page,
    'messages/en.json': messages,
    '_astro/i.js': island,
  });
  expect(cells).toEqual(['lessons/one', kb(), kb(island, messages), kb(), kb(page), '']);
});

test('each kind that is too heavy is one failure, in each language', async () => {
  const heavy = '<link rel="stylesheet" href="/_astro/s.css"><script type="module" src="/_astro/a.js"></script>';
  const { tally } = await check({
    'lessons/one/index.html': heavy,
    'zh-cn/lessons/one/index.html': `<p>${noise(budgets.html + 5000)}</p>`,
    '_astro/s.css': noise(budgets.css + 2000),
    '_astro/a.js': `export const a = '${noise(budgets.js + 5000)}';`,
  });
  expect(tally).toEqual({ passed: 5, failed: 3 });
});

test('a script that was not built is an error, not a light page', async () => {
  const page = { 'lessons/one/index.html': '<script type="module" src="/_astro/gone.js"></script>' };
  await expect(check(page)).rejects.toThrow('/_astro/gone.js is loaded by a page but was not built');
});
