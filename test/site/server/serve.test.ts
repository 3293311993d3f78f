import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { serve } from '../../../site/server/serve.mjs';

const script = `export const long = '${'text that compresses well '.repeat(100)}';`;
const files = {
  'index.html': '<h1>home</h1>',
  'course/index.html': '<h1>course</h1>',
  '404.html': 'nothing here',
  'zh-cn/404.html': '没有这一页',
  '_astro/a.js': script,
  '_threads/thread.js': script,
  'module.wasm': '\0asm',
  'pyodide/1.0.0/python.wasm': '\0asm',
};

const dir = mkdtempSync(join(tmpdir(), 'lab-serve-'));
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), text);
}
afterAll(() => rmSync(dir, { recursive: true }));

const running: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(options: { base?: string; isolated?: boolean; port?: number } = {}) {
  const server = await serve({ dir, port: 0, ...options });
  running.push(server);
  return server;
}

test('every answer carries the isolation headers, a missing page too', async () => {
  const { url } = await start();
  for (const path of ['', 'course/', '_astro/a.js', 'nowhere/']) {
    const { headers } = await fetch(url + path);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
});

test('a connection waits longer for its next request than a busy device takes between two files', async () => {
  const { url } = await start();
  const response = await new Promise<IncomingMessage>((done) =>
    get(url, { agent: new Agent({ keepAlive: true }) }, done),
  );
  response.resume();
  expect(response.headers['keep-alive']).toBe('timeout=65');
});

test('isolated: false leaves the isolation headers out', async () => {
  const { url } = await start({ isolated: false });
  const { headers } = await fetch(url);
  expect(headers.get('cross-origin-embedder-policy')).toBeNull();
});

test('files come with their types; hashed ones stay in caches for ever, pages are asked for again', async () => {
  const { url } = await start();
  const [page, asset, wasm] = await Promise.all(['', '_astro/a.js', 'module.wasm'].map((path) => fetch(url + path)));
  expect(page?.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page?.headers.get('cache-control')).toBe('no-cache');
  expect(asset?.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(asset?.headers.get('cache-control')).toContain('immutable');
  expect(wasm?.headers.get('content-type')).toBe('application/wasm');
  const python = await fetch(`${url}pyodide/1.0.0/python.wasm`);
  expect(python.headers.get('content-type')).toBe('application/wasm');
  expect(python.headers.get('cache-control')).toContain('immutable');
});

test('scripts come with the content policy that holds in workers', async () => {
  const { url } = await start();
  const { headers } = await fetch(`${url}_astro/a.js`);
  expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'");
});

test("threads of a learner's program come with a policy that lets them import blobs, and reach nothing", async () => {
  const { url } = await start();
  const { headers } = await fetch(`${url}_threads/thread.js`);
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; script-src blob:");
  expect(headers.get('cache-control')).toContain('immutable');
});

test.each(['br', 'gzip'])('text is compressed with %s, and unpacks to the same', async (encoding) => {
  const { url } = await start();
  const response = await fetch(`${url}_astro/a.js`, { headers: { 'accept-encoding': encoding } });
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(await response.text()).toBe(script);
});

test('a missing page gets the 404 page of its language', async () => {
  const { url } = await start();
  const [english, chinese] = await Promise.all([fetch(`${url}no/`), fetch(`${url}zh-cn/no/`)]);
  expect([english?.status, await english?.text()]).toEqual([404, 'nothing here']);
  expect([chinese?.status, await chinese?.text()]).toEqual([404, '没有这一页']);
});

test('a folder without its slash leads to the one with it', async () => {
  const { url } = await start();
  const response = await fetch(`${url}course?a=b`);
  expect(response.url).toBe(`${url}course/?a=b`);
  expect(await response.text()).toBe('<h1>course</h1>');
});

test('under a base path, only that folder is served', async () => {
  const { url, port } = await start({ base: 'sub/folder' });
  expect(url).toBe(`http://localhost:${port}/sub/folder/`);
  expect(await (await fetch(`${url}course/`)).text()).toBe('<h1>course</h1>');
  expect((await fetch(`http://localhost:${port}/sub/folder`)).url).toBe(url);
  expect((await fetch(`http://localhost:${port}/course/`)).status).toBe(404);
});

test('a site that is built anew while it is served is served as it is then', async () => {
  const { url } = await start();
  const page = join(dir, 'course/index.html');
  try {
    for (const built of [page, `${page}.br`, `${page}.gz`]) rmSync(built, { force: true });
    expect((await fetch(`${url}course/`)).status).toBe(404);
    writeFileSync(page, '<h1>course, again</h1>');
    expect(await (await fetch(`${url}course/`)).text()).toBe('<h1>course, again</h1>');
  } finally {
    writeFileSync(page, files['course/index.html']);
  }
});

test('nothing outside the folder is served', async () => {
  const { url } = await start();
  for (const path of ['..%2f..%2fetc/passwd', '%2e%2e/%2e%2e/etc/passwd', '%00', '%']) {
    expect((await fetch(url + path)).status).toBe(404);
  }
});

test('an address that is no path is answered, and the next one too', async () => {
  const { url, port } = await start();
  const status = await new Promise((done) => {
    get({ port, path: '//', agent: false }, (response) => done(response.resume().statusCode));
  });
  expect(status).toBe(404);
  expect((await fetch(url)).status).toBe(200);
});

test('a taken port gives way to the next one, and says so', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const first = await start();
  const second = await start({ port: first.port });
  expect(second.port).toBeGreaterThan(first.port);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(`Port ${first.port} is taken`));
  warn.mockRestore();
});

test('a site that was not built is a clear error', async () => {
  await expect(serve({ dir: join(dir, 'nowhere'), port: 0 })).rejects.toThrow('run npm run build first');
});
