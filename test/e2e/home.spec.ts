import type { Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { expect, open, test } from './fixtures.ts';

const pool = (page: Page) => page.getByRole('group', { name: 'A thread pool that moves' });
const stepOf = async (page: Page) => Number(/\d+/.exec((await pool(page).locator('[data-step]').textContent())!)![0]);
const button = (page: Page, name: string) => pool(page).getByRole('button', { name, exact: true });

const SIZES = [
  [1280, 720],
  [1920, 1080],
  [768, 1024],
  [390, 844],
] as const;

for (const path of ['', 'zh-cn/'])
  test(`/${path} says on its first screen what it is, for whom, and has Start and the pool`, async ({ page }) => {
    await open(page, path);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      for (const part of [
        '.hero h1',
        '.hero .lead',
        '.hero [data-go-on]',
        'lab-loop .loop-bar',
        'lab-loop .loop-time',
      ]) {
        const box = (await page.locator(part).boundingBox())!;
        expect(box.y, `${part}, ${width} × ${height}`).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height, `${part}, ${width} × ${height}`).toBeLessThanOrEqual(height);
        expect(box.x + box.width, `${part}, ${width} × ${height}`).toBeLessThanOrEqual(width);
      }
    }
  });

test('the pool moves, stops when told to, and goes back', async ({ page }) => {
  await open(page, '');
  const still = await stepOf(page);
  await expect.poll(() => stepOf(page)).not.toBe(still);
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  const stopped = await stepOf(page);
  await page.waitForTimeout(800);
  expect(await stepOf(page)).toBe(stopped);
  await button(page, 'Step').click();
  expect(await stepOf(page)).toBe(stopped + 1);
  await button(page, 'Back').click();
  expect(await stepOf(page)).toBe(stopped);
});

test.describe('on a clock of the test', () => {
  test.use({ firstVisit: true });

  test('it can be made to deadlock, and saved', async ({ page }) => {
    await page.clock.install();
    await open(page, '');
    await button(page, 'Make it deadlock').click();
    await expect(pool(page)).toContainText('ThreadPool(3, q_size=1, resq_size=1)');
    // A run takes about ten seconds.
    await page.clock.runFor(20_000);
    await expect(pool(page)).toContainText('Deadlock: no thread can go on');
    // All four wait, none with a deadline: so it is a deadlock.
    await expect(pool(page).locator('.loop-state[data-s=blocked]')).toHaveCount(4);
    await expect(button(page, 'Play')).toBeVisible();
    expect(await barriers(page, { within: 'lab-loop' })).toEqual([]);
    await button(page, 'Save it').click();
    await expect(pool(page).locator('.loop-state[data-s=blocked]')).toHaveCount(0);
    const first = pool(page).locator('[data-lane]').first();
    const later = async () => {
      await page.clock.runFor(200);
      return first.textContent();
    };
    await expect.poll(later, { intervals: [0] }).toContain('exited');
  });
});

test('less motion: the pool stands still, and plays when it is told to', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce', baseURL: baseURL! });
  const page = await context.newPage();
  await open(page, '');
  await page.waitForTimeout(1000);
  expect(await stepOf(page)).toBe(1);
  await button(page, 'Play').click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(2);
  await context.close();
});

test('nobody who reads the home page downloads a pool view or an editor', async ({ page }) => {
  const scripts: number[] = [];
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push((await response.body()).length);
  });
  await open(page, '');
  await page.waitForTimeout(500);
  expect(await page.locator('astro-island').count()).toBe(0);
  expect(scripts.reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000);
});
