import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import { encodeLink } from '../../simulator/link/permalink.ts';
import { GALLERY } from '../../simulator/scenario/gallery.ts';
import { isolationHeaders } from '../../site/server/headers.mjs';
import { expect, open, test } from './fixtures.ts';
import { servedAt } from './urls.ts';
import { Workbench, CHINESE, LONG, PYTHON } from './workbench.ts';

test.setTimeout(LONG);

/** Pages of other sites: `/` is any page, `/isolated` one that is cross-origin isolated; `?src=` is what they embed. */
let foreign: Server;
let address = '';
test.beforeAll(async () => {
  foreign = createServer((request, response) => {
    const url = new URL(request.url!, 'http://foreign.invalid');
    const src = url.searchParams.get('src');
    if (src === null) return void response.writeHead(204).end();
    if (url.pathname === '/isolated')
      for (const header of Object.entries(isolationHeaders)) response.setHeader(...header);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const allow = url.searchParams.get('allow') ?? 'fullscreen';
    const quoted = src.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    response.end(
      `<!doctype html><html lang="en"><title>Foreign</title><iframe title="Lab" src="${quoted}" allow="${allow}" width="100%" height="900"></iframe>`,
    );
  });
  await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
  // The site is at localhost: this is another site, not only another origin.
  address = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
});
test.afterAll(() => new Promise((done) => foreign.close(done)));

/** Opens a foreign page that embeds a path of the site. */
async function embed(page: Page, path: string, where = '/', allow = 'fullscreen'): Promise<FrameLocator> {
  const query = new URLSearchParams({ src: `${servedAt('main')}${path}`, allow });
  await page.goto(`${address}${where}?${query}`);
  return page.frameLocator('iframe');
}

/** An embedded editor; what Playwright calls a page and a locator are the same inside a frame. */
const benchIn = (page: Page, frame: FrameLocator, names?: typeof CHINESE) =>
  new Workbench(page, frame.locator('[data-workbench]'), names);

const stepOf = (frame: FrameLocator) => frame.locator('[data-stage]').getByText(/^step \d+ of/);

test('in a foreign page that is not isolated, a stage shows its parts and steps', async ({ page }) => {
  const frame = await embed(page, 'embed/stage/?scenario=first-pool&at=3&show=lanes,timeline&theme=dark');
  await expect(stepOf(frame)).toHaveText(/^step 3 of/);
  await frame
    .getByRole('button', { name: /^Step / })
    .first()
    .click();
  await expect(stepOf(frame)).toHaveText(/^step 4 of/);
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.locator('.st-code')).toHaveCount(0);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
});

test('a link of the simulator is followed, and one line leads to the same place on the full site', async ({ page }) => {
  const link = encodeLink({
    scenario: GALLERY.deadlock,
    schedule: { policy: { kind: 'run-to-block' }, picks: [] },
    position: 0,
  });
  const frame = await embed(page, `embed/stage/?s=${link}&readonly=1`);
  await expect(stepOf(frame)).toHaveText(/^step 0 of/);
  await expect(frame.locator('.st-second')).toHaveCount(0);
  const full = frame.getByRole('link', { name: /Open it on Thread Pool Lab/ });
  await expect(full).toHaveAttribute('href', `/simulator/#${link}`);
  const opened = page.waitForEvent('popup');
  await full.click();
  await expect((await opened).locator('[data-stage]')).toBeVisible();
});

test('without shared memory, a stage for Web Workers says so and shows the model', async ({ page }) => {
  const frame = await embed(page, 'embed/stage/?scenario=first-pool&engine=workers');
  await expect(frame.getByText(/no memory that threads can share.*the model shows the same/)).toBeVisible();
  await expect(stepOf(frame)).toHaveText(/^step 0 of/);
});

test('a page that is isolated itself may embed, and may share its memory', async ({ page }) => {
  const frame = await embed(
    page,
    'embed/stage/?scenario=queue-basics&engine=workers',
    '/isolated',
    'fullscreen; cross-origin-isolated',
  );
  await frame.getByRole('button', { name: 'Let them take turns' }).click();
  await expect(frame.locator('#stage-threads')).toBeVisible(PYTHON);
});

test('the scenario runs as a Python program when somebody asks for it', async ({ page }) => {
  const frame = await embed(page, 'embed/stage/?scenario=queue-basics&engine=python&show=lanes');
  await frame.getByRole('button', { name: 'Run it on Python' }).click();
  await expect(frame.locator('#python-stage')).toBeVisible(PYTHON);
});

test('in a foreign page, an editor runs Python, steps it, stops it, and says what is lost without shared memory', async ({
  page,
}) => {
  const frame = await embed(page, 'embed/editor/?listing=two_locks&granularity=line');
  const bench = benchIn(page, frame);
  await expect(frame.getByText(/when you stop a program that hangs, Python itself is started anew/)).toBeVisible();
  await expect(bench.code).toHaveValue(/acquire|with/);
  await bench.run('print("in a frame")\n');
  await expect(bench.output).toHaveText('in a frame');
  await bench.button('Step').click();
  await expect(bench.stage).toBeVisible(PYTHON);
  await bench.button('Back to editing').click();
  await bench.button('Plain editor').click();
  await bench.write('print("in")\nprint(9 ** 9 ** 9 ** 9)\n');
  await bench.start();
  await expect(bench.output).toHaveText('in', PYTHON);
  await bench.stop();
  await bench.works();
});

test('an exercise is checked in a frame', async ({ page }) => {
  const frame = await embed(page, 'embed/editor/?exercise=put-all');
  const bench = benchIn(page, frame);
  await expect(bench.button('Check my code')).toBeVisible();
  await bench.button('Check my code').click();
  await expect(frame.locator('[data-grade="false"]')).toBeVisible(PYTHON);
});

test('read-only code runs and cannot be edited, and nothing is kept', async ({ page }) => {
  // Not in a frame: there, some browsers keep nothing anyway.
  await open(page, './embed/editor/?listing=lost_update&readonly=1');
  const bench = new Workbench(page, page.locator('[data-workbench]'));
  await expect(page.getByText('Run it and step it. It cannot be changed here.')).toBeVisible();
  await expect(bench.code).not.toBeEditable();
  await bench.run();
  await expect(bench.output).toHaveText('n is 6');
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('where a browser gives frames no storage, all works', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
  });
  const bench = benchIn(page, await embed(page, 'embed/editor/?listing=two_locks'));
  await bench.run('print("nothing kept")\n');
  await expect(bench.output).toHaveText('nothing kept');
});

test('a bad parameter is said with what is allowed, and the rest is shown', async ({ page }) => {
  const frame = await embed(page, 'embed/stage/?scenario=first-pool&theme=blue&at=two');
  await expect(frame.getByText('theme cannot be “blue”. Allowed: light, dark, system.')).toBeVisible();
  await expect(frame.getByText('at must be a whole number of steps, not “two”.')).toBeVisible();
  await expect(stepOf(frame)).toHaveText(/^step 0 of/);
});

test('in Chinese, a bad name is said in Chinese, and an editor runs', async ({ page }) => {
  const stage = await embed(page, 'zh-cn/embed/stage/?scenario=first-pol');
  await expect(stage.getByText(/scenario 不能是“first-pol”。可用的值：first-pool, /)).toBeVisible();
  await expect(stage.locator('[data-stage]')).toHaveCount(0);
  const frame = await embed(page, 'zh-cn/embed/editor/?listing=lost_update');
  const bench = benchIn(page, frame, CHINESE);
  await bench.run();
  await expect(bench.output).toHaveText('n is 6');
});

test('the form makes a snippet, shows it alive, and says when a link is none', async ({ page }) => {
  await open(page, './embed/');
  const snippet = page.locator('[data-snippet]');
  await page.locator('[name=scenario]').selectOption('deadlock');
  await page.locator('.em-form [name=theme]').selectOption('dark');
  await page.getByLabel('Statechart').uncheck();
  await expect(snippet).toContainText(
    `src="${servedAt('main')}embed/stage/?scenario=deadlock&amp;show=lanes,timeline,listing&amp;theme=dark"`,
  );
  await expect(snippet).toContainText('loading="lazy" allow="fullscreen"');
  await page.locator('.em-preview').scrollIntoViewIfNeeded();
  await expect(page.frameLocator('.em-preview').locator('[data-stage]')).toBeVisible();
  await page.getByLabel(/or a link of the simulator/).fill('https://example.org/');
  await expect(page.getByText('This is not a link of the simulator')).toBeVisible();
  await page.locator('[name=kind]').selectOption('exercise');
  await expect(snippet).toContainText('/embed/editor/?exercise=');
});
