import type { Browser, Page } from '@playwright/test';
import { NOT_SECURE, openClass, roomBrowser, SOLUTION } from './class.ts';
import { expect, listen, open, test } from './fixtures.ts';
import { servedAt } from './urls.ts';
import { Workbench, choosePlain, LONG, PYTHON } from './workbench.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await roomBrowser();
});
test.afterAll(() => browser.close());

/** A learner's page at a plain http address, which is no secure context. */
async function learner(): Promise<{ page: Page; complaints: () => string[] }> {
  const baseURL = servedAt('main').replace('localhost', 'room.test');
  const context = await browser.newContext({ baseURL });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const all = await listen(page);
  await choosePlain(page);
  return { page, complaints: () => all.filter((text) => !NOT_SECURE.test(text)) };
}

/** Reads the clipboard, by pasting it into the page's own name field. */
async function pasted(page: Page): Promise<string> {
  const field = page.getByLabel('Your name');
  await field.fill('');
  await field.focus();
  await page.keyboard.press('Control+V');
  return field.inputValue();
}

test('a plain http address in the room has lessons, Python, exercises, a class, a hand-in and the wall', async () => {
  test.setTimeout(LONG);
  const { page, complaints } = await learner();
  await openClass(page);
  expect(
    await page.evaluate(() => [isSecureContext, typeof navigator.clipboard, 'serviceWorker' in navigator]),
  ).toEqual([false, 'undefined', false]);

  const build = page.locator('[data-build]');
  await build.getByLabel('9. The worker that will not leave').check();
  await build.getByLabel('15. The GIL is a lock').check();
  await build.getByLabel('Exercise: Let the waits overlap').check();
  const link = await build.locator('[data-link]').inputValue();
  await build.getByRole('button', { name: 'Copy the link' }).click();
  await expect(build.getByText('Copied.')).toBeVisible();
  await build.getByRole('button', { name: 'Show as a QR code' }).click();
  await expect(page.getByRole('img', { name: 'The link as a QR code' })).toBeVisible();
  await page.keyboard.press('Escape');
  await openClass(page, link);
  await page.getByRole('button', { name: 'Join this class' }).click();
  await page.getByLabel('Your name').fill('Ada');

  await open(page, './lessons/the-gil-is-a-lock/');
  const exercise = page.locator('[data-workbench="try-overlap-the-waits"]');
  const code = exercise.locator('textarea').first();
  await code.focus();
  await expect(exercise).toHaveAttribute('data-ready', '');
  await code.fill(SOLUTION);
  const bench = new Workbench(page, exercise);
  await bench.button('Check my code').click();
  await expect(exercise.getByText('All of it holds')).toBeVisible(PYTHON);
  await bench.run('print(6 * 7)\n');
  await expect(bench.output).toHaveText('42');

  await openClass(page, link);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await saving;
  const handIn = page.getByLabel('Or send this link');
  await expect(handIn).toHaveValue(/#hand-in=/);
  const sent = await handIn.inputValue();
  await handIn.locator('xpath=../..').getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('Copied. Send the link to your instructor.')).toBeVisible();
  // The field takes the first 60 characters.
  expect(sent.startsWith(await pasted(page))).toBe(true);

  await open(page, './lessons/the-queue-does-the-locking/');
  const stage = page.locator('#queue-basics');
  await stage
    .getByRole('button', { name: /^Step / })
    .first()
    .click();
  await expect(stage.getByText(/^step 1 of/)).toBeVisible();
  const listing = page.locator('[data-copy]').filter({ visible: true }).first();
  await listing.click();
  await expect(listing).toHaveText('Copied');
  await page.getByRole('link', { name: 'Present this lesson' }).click();
  const bar = page.getByRole('navigation', { name: 'Presenting' });
  await expect(bar).toContainText('1 / ');
  const notes = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open the notes window' }).click();
  await expect(bar).toContainText('In step: 1 × notes.');
  await (await notes).keyboard.press('PageDown');
  await expect(bar).toContainText('2 / ');
  expect(complaints()).toEqual([]);
  await page.context().close();
});

test('what a plain http address cannot have says so, and the way out', async () => {
  const { page, complaints } = await learner();
  const wayOut = 'unpack the zip of the site on your own machine';
  await open(page, './playground/typescript/');
  await new Workbench(page, page.locator('[data-workbench]')).run('export function main() {}\n');
  await expect(page.getByText(wayOut)).toBeVisible();
  await open(page, './course/');
  await expect(page.locator('lab-offline')).toContainText(wayOut);
  await open(page, './gil/');
  await expect(page.locator('[data-by="messages"]')).toContainText(wayOut);
  expect(complaints()).toEqual([]);
  await page.context().close();
});
