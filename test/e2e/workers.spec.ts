import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, listen, open, test } from './fixtures.ts';
import { choose, inMenu, titlesOf } from './tool.ts';
import { servedAt } from './urls.ts';

/** The menu with the links and files. */
const SHARE = 'Share and keep';
const stage = (page: Page) => page.getByRole('group', { name: /^Thread pool, step by step/ });
const counter = (page: Page) => stage(page).getByText(/^step \d+ of \d+$/);
const engine = (page: Page) => page.getByRole('group', { name: 'What runs it' });

/** The real threads have ended their run. */
const settled = async (page: Page) => {
  await expect(page.getByText('The threads are at work…')).toBeHidden();
};
const onWorkers = async (page: Page) => {
  await engine(page).getByRole('radio', { name: 'Web Workers' }).check();
  await settled(page);
};

test.beforeEach(async ({ page }) => {
  await open(page, 'simulator/');
});

test('real Web Workers take the steps that the model takes, there and back', async ({ page }) => {
  const steps = await counter(page).textContent();
  await onWorkers(page);
  await expect(page.getByText(/Real threads of your browser, 4 for this scenario/)).toBeVisible();
  expect(page.workers().length).toBeGreaterThanOrEqual(5);
  await expect(counter(page)).toHaveText(steps!);
  await stage(page).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect(counter(page)).toHaveText(/^step 4 of/);
  await page.keyboard.press('ArrowLeft');
  await expect(counter(page)).toHaveText(/^step 3 of/);
});

test('another thread can be let go: the workers run again, and the run is another one', async ({ page }) => {
  await onWorkers(page);
  const slider = stage(page).getByRole('slider', { name: 'Position' });
  await slider.focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await (await inMenu(page, SHARE, 'Copy a link to this moment')).click();
  const before = page.url();
  const lane = stage(page).getByRole('button', { name: /^Step Thread-3/ });
  await lane.click();
  await expect(counter(page)).toHaveText(/^step 9 of/);
  await (await inMenu(page, SHARE, 'Copy a link to this moment')).click();
  await expect(page).not.toHaveURL(before);
});

test('threads that run as they can are recorded, saved and opened again, and take turns when they are asked to', async ({
  page,
}) => {
  await onWorkers(page);
  await page.getByRole('button', { name: 'Let them run as they can' }).click();
  await settled(page);
  await expect(page.getByText('Real threads in real time')).toBeVisible();
  // The pressed button keeps the focus, and no schedule is said to have made this run.
  await expect(page.getByRole('button', { name: 'Let them run as they can' })).toBeFocused();
  const schedule = stage(page).getByLabel(/^Schedule/);
  await expect(schedule.locator('option:checked')).toHaveText('None');
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
  const steps = await counter(page).textContent();
  const downloading = page.waitForEvent('download');
  await (await inMenu(page, SHARE, 'Save the trace (JSON)')).click();
  const saved = await readFile((await (await downloading).path())!);
  await page.getByRole('button', { name: 'Let them take turns' }).click();
  await settled(page);
  await expect(page.getByText('Real threads of your browser')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Let them run as they can' })).toBeFocused();
  await expect(schedule.locator('option:checked')).toHaveText('Round-robin');

  const file = { name: 'free.json', mimeType: 'application/json', buffer: saved };
  await page.getByLabel('Open a trace…').setInputFiles(file);
  await expect(page.getByText('Real threads in real time')).toBeVisible();
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(counter(page)).toHaveText(steps!);
});

test('every ready scenario ends on real threads as it does in the model', async ({ page }) => {
  test.slow();
  const outcome = stage(page).getByRole('group', { name: 'How the run ended' });
  const titles = await titlesOf(page);
  const small = titles.filter((title) => title !== 'WorkManager(999, 99)');
  const ends = async () => {
    const all: string[] = [];
    for (const title of small) {
      await choose(page, title);
      await settled(page);
      await stage(page).getByRole('slider', { name: 'Position' }).press('End');
      await expect(outcome).toBeVisible();
      all.push(`${title}: ${await counter(page).textContent()} ${await outcome.innerText()}`);
    }
    return all;
  };
  const model = await ends();
  await onWorkers(page);
  expect(await ends()).toEqual(model);
});

test('a long free run is stopped at once, what was there stays, and the next run works', async ({ page }) => {
  await onWorkers(page);
  await page.getByLabel('seconds each').first().fill('3000');
  await settled(page);
  const before = await counter(page).textContent();
  await page.getByRole('button', { name: 'Let them run as they can' }).click();
  await page.getByRole('button', { name: 'Stop the threads' }).click();
  await expect(page.getByText('Stopped. The threads are gone')).toBeVisible();
  await expect(counter(page)).toHaveText(before!);
  await choose(page, 'Deadlock');
  await settled(page);
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toContainText('Deadlock');
});

test('more threads than a browser should start are refused, and the model shows them', async ({ page }) => {
  await onWorkers(page);
  await page.getByLabel('num_workers').first().fill('300');
  await expect(page.getByText('This scenario has 301 threads; real ones are started up to 120.')).toBeVisible();
});

test('the scenario runs as a Python program too, is stepped, and holds against the machines', async ({ page }) => {
  test.slow();
  await engine(page).getByRole('radio', { name: 'Python' }).check();
  await expect(page.getByText('they allow every step of this run')).toBeVisible({ timeout: 60_000 });
  const python = page.getByRole('group', { name: /^Python/ }).or(page.locator('#python-stage'));
  await expect(page.locator('#python-stage')).toContainText('pool = ThreadPool(3)');
  await python.first().focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect(page.locator('#python-stage').getByText(/^step 5 of \d+$/)).toBeVisible();
  await choose(page, 'Deadlock');
  await expect(page.locator('#python-stage')).toContainText('q_size=1');
  await page.locator('#python-stage').getByRole('slider', { name: 'Position' }).press('End');
  await expect(page.locator('#python-stage')).toContainText('Deadlock');
  const link = page.getByRole('link', { name: 'Edit it in the playground' });
  await expect(link).toHaveAttribute('href', /playground\/#/);
});

test('a page without memory to share says so, and the model is still there', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const complaints = await listen(page);
  for (const [path, said] of [
    ['simulator/', 'no memory that threads can share'],
    ['zh-cn/simulator/', '不给页面可供线程共享的内存'],
  ] as const) {
    await open(page, servedAt('bare') + path);
    await page
      .locator('.engine')
      .getByRole('radio', { name: /Web Worker/ })
      .click();
    await expect(page.locator('.tool-notes').getByRole('status')).toContainText(said);
    await expect(page.locator('.engine').getByRole('radio').first()).toBeChecked();
    await page.locator('[data-stage]').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-stage]')).toContainText(/step 1 of|第 1 步/);
  }
  expect(complaints).toEqual([]);
  await context.close();
});
