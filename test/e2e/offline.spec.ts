import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeLists } from '../../site/integrations/offline.ts';
import { serve } from '../../site/server/serve.mjs';
import { dist } from './built.ts';
import { expect, open, test } from './fixtures.ts';
import { Workbench, LONG } from './workbench.ts';

test.setTimeout(LONG);

const section = (page: Page) => page.locator('lab-offline');
const keepButton = (page: Page) => section(page).getByRole('button', { name: 'Keep it on this device' });
/** The caches of `offline.js`. */
const kept = (page: Page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('lab')));
/** Fetching and hashing 30 MB on a busy machine. */
const WHOLE = { timeout: 120_000 };

test.use({ tolerated: [/version\.json/], firstVisit: true });

test('after one visit and one press, the course, the stage and Python work without network', async ({
  page,
  context,
}) => {
  await open(page, './course/');
  await expect(section(page)).toContainText(/That is \d+ MB, fetched once\./);
  await keepButton(page).click();
  await expect(section(page)).toContainText('The whole site is on this device.', WHOLE);

  await expect(section(page)).toContainText(
    /It takes \d+ MB and was kept (this minute|\d minutes? ago) \(.*20\d\d.*\)\./,
  );

  await context.setOffline(true);
  await page.goto('./lessons/five-parts/');
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  const stage = page.locator('[data-stage]').first();
  await stage.hover();
  await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
  await stage
    .getByRole('button', { name: /^Step / })
    .first()
    .click();
  await expect(stage.getByText(/^step 1 of/)).toBeVisible();

  await page.goto('./playground/');
  const bench = new Workbench(page, page.locator('[data-workbench]'));
  await bench.run('print("no network")\n');
  await expect(bench.output).toHaveText('no network');

  await test.step('search finds what Pagefind alone knows', async () => {
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('unfinished_tasks');
    await expect(page.locator('#search-results mark').first()).toContainText('unfinished_tasks');
    await page.keyboard.press('Escape');
  });

  await page.goto('./nothing-here/');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.goto('./course');
  await expect(page).toHaveURL(/\/course\/$/);
  await context.setOffline(false);
  await page.goto('./course/');
  await section(page).getByRole('button', { name: 'Remove it' }).click();
  await expect(keepButton(page)).toBeEnabled();
  expect(await kept(page)).toEqual([]);
});

test.describe('a site that changes', () => {
  let folder = '';
  let site: Awaited<ReturnType<typeof serve>>;
  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'site-'));
    // Little, so that it is quick.
    for (const part of [
      'course',
      'index.html',
      '404.html',
      'favicon.svg',
      'isolate.js',
      'offline.js',
      'manifest.webmanifest',
    ])
      cpSync(join(dist, part), join(folder, part), { recursive: true });
    cpSync(join(dist, '_astro'), join(folder, '_astro'), {
      recursive: true,
      filter: (file) => !/worker|editor|monaco/.test(file),
    });
    writeLists(folder);
    site = await serve({ dir: folder, port: 0 });
  });
  test.afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Changes the site, and serves it again at the same address. */
  async function publish(change: () => void): Promise<void> {
    await site.close();
    change();
    site = await serve({ dir: folder, port: site.port });
  }

  test('stays as it was kept, on every page, until the new one is asked for', async ({ page }) => {
    await page.goto(`${site.url}course/`);
    await keepButton(page).click();
    await expect(section(page)).toContainText('The whole site is on this device.', WHOLE);

    await publish(() => {
      const course = join(folder, 'course/index.html');
      writeFileSync(course, readFileSync(course, 'utf8').replace('<h1>The course', '<h1>The new course'));
      writeLists(folder);
    });
    await page.goto(`${site.url}course/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The course');
    await expect(page.getByText('There is a new version of this site.').first()).toBeVisible();
    await page.evaluate(() =>
      localStorage.setItem('lab:class', JSON.stringify({ title: '', lessons: [], exercises: [], policy: null })),
    );
    await page.reload();
    await expect(section(page)).toContainText('It waits while you are in a class');
    await expect(page.locator('[data-update] > span')).toBeHidden();
    await section(page).getByRole('button', { name: 'Fetch the new one' }).click();
    await expect(section(page)).toContainText('The whole site is on this device.', WHOLE);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The new course');
    await expect(page.locator('[data-update] > span')).toBeHidden();
  });

  test.describe('while it is fetched', () => {
    test.use({ tolerated: [/./] });
    test('is not kept in part', async ({ page }) => {
      // The list says one thing and the host has another, as when a version is published in between.
      await publish(() =>
        writeFileSync(join(folder, 'index.html'), `${readFileSync(join(folder, 'index.html'), 'utf8')} `),
      );
      await page.goto(`${site.url}course/`);
      await keepButton(page).click();
      await expect(section(page)).toContainText('It could not be fetched whole, so nothing has changed.', WHOLE);
      await expect(keepButton(page)).toBeEnabled();
      expect(await kept(page)).toEqual([]);
    });
  });
});

test('where a browser keeps nothing, the page says so', async ({ browser, baseURL }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
  });
  await page.goto(`${baseURL}course/`);
  await expect(section(page)).toContainText('This browser cannot keep a site, or may not.');
  await context.close();
});
