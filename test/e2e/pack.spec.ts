import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { pack } from '../../site/pack/pack.mjs';
import { builtHtml, builtPages, dist } from './built.ts';
import { expect, listen, test } from './fixtures.ts';
import { servedAt } from './urls.ts';
import { Workbench, LONG } from './workbench.ts';

test.setTimeout(LONG);

let folder = '';
const paths: string[] = [];
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'somewhere else '));
  for (const [path, bytes] of Object.entries(unzipSync(pack(dist)))) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    paths.push(path.replace('thread-pool-lab/site/', ''));
  }
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts one of the two servers of the zip on a port of its own, and gives its address. */
async function started(command: string, script: string): Promise<{ url: string; server: ChildProcess }> {
  const server = spawn(command, [script, '0'], {
    cwd: join(folder, 'thread-pool-lab'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found, fail) => {
    let said = '';
    server.stdout!.on('data', (chunk) => {
      const [address] = /http:\/\/localhost:\d+\//.exec((said += String(chunk))) ?? [];
      if (address) found(address);
    });
    server.on('exit', () => fail(new Error(`${command} ${script} ended before it served anything: ${said}`)));
  });
  return { url, server };
}

for (const [command, script] of [
  ['python3', 'serve.py'],
  [process.execPath, 'serve.mjs'],
] as const) {
  test(`the zip, unpacked elsewhere and served by ${script}, is the site: same files, same headers, isolated, and Python runs`, async ({
    page,
  }) => {
    const { url, server } = await started(command, script);
    try {
      const complaints = await listen(page);
      const of = (beginning: string, ending: string) => {
        const found = paths.find((path) => path.startsWith(beginning) && path.endsWith(ending));
        return found ?? expect(found, `a file like ${beginning}*${ending}`).toBeDefined();
      };
      const some = [
        '',
        'course/',
        'course',
        'nothing-here/',
        'zh-cn/nothing-here/',
        of('_astro/', '.js'),
        of('_astro/', '.css'),
        of('_threads/', '.js'),
        of('pyodide/', '.wasm'),
        of('pyodide/', '.bin'),
      ];
      for (const path of some) {
        const [mine, sites] = await Promise.all(
          [url, servedAt('main')].map(async (base) => {
            const response = await fetch(`${base}${path}`);
            const type = response.headers.get('content-type')?.split(';')[0];
            const rules = ['content-security-policy', 'x-content-type-options'];
            rules.push('referrer-policy', 'permissions-policy', 'cache-control', 'vary');
            const isolation = ['opener', 'embedder', 'resource'].map((who) => `cross-origin-${who}-policy`);
            return {
              path: new URL(response.url).pathname,
              status: response.status,
              type,
              headers: [...rules, ...isolation].map((name) => response.headers.get(name)),
              bytes: (await response.arrayBuffer()).byteLength,
            };
          }),
        );
        expect(mine).toEqual(sites);
      }

      await page.route('**', (route) =>
        route.request().url().startsWith(url) ? route.continue() : route.abort('internetdisconnected'),
      );
      await page.goto(`${url}playground/`);
      expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
      const bench = new Workbench(page, page.locator('[data-workbench]'));
      await bench.run('import threading\nprint(threading.active_count())\n');
      await expect(bench.output).toHaveText('1');
      expect(complaints).toEqual([]);
    } finally {
      server.kill();
    }
  });
}

test('the zip has the licences of others, for whoever unpacks it and for the page', () => {
  for (const path of ['THIRD-PARTY.txt', 'site/THIRD-PARTY.txt'])
    expect(readFileSync(join(folder, 'thread-pool-lab', path), 'utf8')).toBe(
      readFileSync(join(dist, 'THIRD-PARTY.txt'), 'utf8'),
    );
});

test('what is given away from others is named with its licence, and linked from the foot of every page that has one', () => {
  const text = readFileSync(join(dist, 'THIRD-PARTY.txt'), 'utf8');
  for (const [name, licence] of [
    ['pyodide', 'MPL-2.0'],
    ['CPython', 'PSF-2.0'],
    ['monaco-editor', 'MIT'],
    ['svelte', 'MIT'],
    ['xstate', 'MIT'],
    ['valibot', 'MIT'],
    ['fflate', 'MIT'],
    ['chart.js', 'MIT'],
    ['pagefind', 'MIT'],
    ['astro', 'MIT'],
    ['Codicons', 'CC-BY-4.0'],
  ] as const)
    expect(text).toMatch(new RegExp(`^  ${name.replace('.', '\\.')}.*: ${licence}$`, 'm'));
  expect(text).toContain('https://github.com/pyodide/pyodide/tree/');
  expect(text).toContain('https://mozilla.org/MPL/2.0/');
  expect(text).toContain('PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2');
  expect(text).toMatch(/TypeScript/);
  expect(text).not.toMatch(/^Licence: unknown/m);
  for (const page of builtPages().filter((path) => !/embed\/(stage|editor|exercises|listings)/.test(path)))
    expect([page, builtHtml(page).includes('THIRD-PARTY.txt')]).toEqual([page, builtHtml(page).includes('<footer')]);
});

test('every page of the site comes with a policy of who may frame it, on hosts that read `_headers`', () => {
  const rules = readFileSync(join(dist, '_headers'), 'utf8').split('\n\n');
  const framed = rules.filter((rule) => rule.includes("frame-ancestors 'self'")).map((rule) => rule.split('\n')[0]!);
  for (const page of builtPages().filter((path) => !/^(zh-cn\/)?(embed\/|404)/.test(path)))
    expect([
      page,
      framed.some((rule) => rule === `/${page}` || (rule.endsWith('*') && `/${page}`.startsWith(rule.slice(0, -1)))),
    ]).toEqual([page, true]);
});

test('the zip has every page', () => {
  for (const page of builtPages()) expect(paths).toContain(/(^|\/)$/.test(page) ? `${page}index.html` : page);
});
