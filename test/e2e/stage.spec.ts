import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

const stage = (page: Page) => page.getByRole('group', { name: /^Thread pool, step by step/ }).first();
const counter = (page: Page) => stage(page).getByText(/^step \d+ of \d+$/);
const said = (page: Page) => stage(page).locator('.st-say');
/** Until the stage shows that so many steps are taken. */
const isAt = (page: Page, step: number) => expect(counter(page)).toHaveText(new RegExp(`^step ${step} of`));
/** Folds out what has no room beside the controls. */
const more = (page: Page) => stage(page).getByRole('button', { name: 'More controls' }).click();
const stepOf = async (page: Page) => Number(/\d+/.exec((await counter(page).textContent())!)![0]);

test.describe('on a lesson', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'lessons/five-parts/');
    await stage(page).scrollIntoViewIfNeeded();
    // Until the reader reaches for it, the island is the picture that was built.
    await stage(page).hover();
    await expect(page.locator('astro-island[ssr]', { has: page.locator('[data-stage]') })).toHaveCount(0);
  });

  test('forward and back come to the same picture', async ({ page }) => {
    const pictures: string[] = [];
    const picture = async () =>
      `${await said(page).textContent()} ${await stage(page).locator('.st-pool').textContent()}`;
    const start = await stepOf(page);
    for (let i = 0; i < 12; i++) {
      pictures.push(await picture());
      await stage(page)
        .getByRole('button', { name: /^Step / })
        .first()
        .click();
      await expect(counter(page)).toHaveText(new RegExp(`^step ${start + i + 1} of`));
    }
    for (const expected of pictures.toReversed()) {
      await stage(page).getByRole('button', { name: 'Back' }).click();
      await expect.poll(picture).toBe(expected);
    }
  });

  test('with the keyboard alone: step, back, play, choose a lane, restart, help', async ({ page }) => {
    await page.keyboard.press('r');
    await isAt(page, 0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await isAt(page, 2);
    await page.keyboard.press('ArrowLeft');
    await isAt(page, 1);
    await page.keyboard.press('2');
    await expect(stage(page).getByRole('button', { name: 'Thread-2', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.keyboard.press(' ');
    await expect(stage(page).getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.keyboard.press(' ');
    await expect(stage(page).getByRole('button', { name: 'Play' })).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  });

  test('keys are not stolen from fields and buttons', async ({ page }) => {
    const before = await stepOf(page);
    await stage(page).getByRole('combobox', { name: 'Speed' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+ArrowRight');
    expect(await stepOf(page)).toBe(before);
  });

  test('the scrubber and the timeline go anywhere at once', async ({ page }) => {
    const scrubber = stage(page).getByRole('slider', { name: 'Position' });
    const [, last] = /of (\d+)/.exec((await counter(page).textContent())!)!;
    await scrubber.press('End');
    await isAt(page, Number(last));
    await expect(scrubber).toHaveAttribute('aria-valuetext', new RegExp(`step ${last} of ${last}, t = 0.2 s`));
    const plot = (await stage(page).locator('.st-rows .st-plot').boundingBox())!;
    await page.mouse.click(plot.x + plot.width / 2, plot.y + plot.height / 2);
    await expect.poll(async () => Math.abs((await stepOf(page)) - Number(last) / 2)).toBeLessThan(3);
  });

  test('every step is announced', async ({ page }) => {
    await page.keyboard.press('r');
    await page.keyboard.press('ArrowRight');
    await isAt(page, 1);
    const text = await said(page).textContent();
    await expect(
      stage(page)
        .locator('[aria-live]')
        .filter({ hasText: text!.trim().slice(0, 20) })
        .first(),
    ).toBeAttached();
  });

  test('a schedule can be picked, and its seed changed', async ({ page }) => {
    await more(page);
    await stage(page).getByRole('combobox', { name: 'Schedule' }).selectOption('random');
    await stage(page).getByRole('slider', { name: 'Position' }).press('End');
    await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
    await more(page);
    await stage(page).getByRole('button', { name: /seed/ }).click();
    await isAt(page, 0);
    await stage(page).getByRole('slider', { name: 'Position' }).press('End');
    await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
  });

  test('run to the next get stops right after one', async ({ page }) => {
    await page.keyboard.press('r');
    await more(page);
    await stage(page).getByRole('button', { name: 'Run to the next get' }).click();
    await expect(said(page)).toContainText('takes request 0 from _requests_queue');
    await more(page);
    await expect(stage(page).getByRole('button', { name: 'Run to the next dismiss' })).toHaveCount(0);
  });

  test('stepping shifts nothing on the page', async ({ page }) => {
    await page.keyboard.press('r');
    const top = async () => Math.round((await stage(page).boundingBox())!.height);
    const before = await top();
    for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowRight');
    expect(await top()).toBe(before);
  });
});

test('without JavaScript the lesson reads on, and the picture stands still and says what it would do', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('lessons/five-parts/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(stage(page)).toContainText('Thread-1');
  await expect(page.getByText('With JavaScript this pool view moves').first()).toBeVisible();
  await context.close();
});
