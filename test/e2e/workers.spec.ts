import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

const stage = (page: Page) => page.getByRole('group', { name: /^Thread pool, step by step/ });
const counter = (page: Page) => stage(page).getByText(/^step \d+ of \d+$/);
const gallery = (page: Page, title: string) => page.getByRole('button', { name: title, exact: true });
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
  await page.getByRole('button', { name: 'Copy a link to this moment' }).click();
  const before = page.url();
  const lane = stage(page).getByRole('button', { name: /^Step Thread-3/ });
  await lane.click();
  await expect(counter(page)).toHaveText(/^step 9 of/);
  await page.getByRole('button', { name: 'Copy a link to this moment' }).click();
  expect(page.url()).not.toBe(before);
});

test('threads that run as they can are recorded, and their run cannot be directed afterwards', async ({ page }) => {
  await onWorkers(page);
  await page.getByRole('button', { name: 'Let them run as they can' }).click();
  await settled(page);
  await expect(page.getByText('Real threads in real time')).toBeVisible();
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
  await page.getByRole('button', { name: 'Let them take turns' }).click();
  await settled(page);
  await expect(page.getByText('Real threads of your browser')).toBeVisible();
});

test('every ready scenario ends on real threads as it does in the model', async ({ page }) => {
  test.slow();
  const outcome = stage(page).getByRole('group', { name: 'How the run ended' });
  const titles = await page.getByRole('navigation', { name: 'Ready scenarios' }).getByRole('button').allTextContents();
  const small = titles.filter((title) => title !== 'WorkManager(999, 99)');
  const ends = async () => {
    const all: string[] = [];
    for (const title of small) {
      await gallery(page, title).click();
      await settled(page);
      await stage(page).getByRole('slider', { name: 'Position' }).press('End');
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
  await gallery(page, 'Deadlock').click();
  await settled(page);
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toContainText('Deadlock');
});

test('more threads than a browser should start are refused, and the model shows them', async ({ page }) => {
  await onWorkers(page);
  await page.getByLabel('num_workers').first().fill('300');
  await expect(page.getByText('This scenario has 301 threads; real ones are started up to 120.')).toBeVisible();
});
