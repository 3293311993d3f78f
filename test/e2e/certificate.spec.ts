import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

/** A learner who was here before: two lessons marked as done, and these exercises passed. */
async function been(page: Page, passed: Record<string, number>, kept: Record<string, string> = {}): Promise<void> {
  const entries = Object.entries(passed).map(([id, schedules]) => [
    `lab:passed:${id}`,
    JSON.stringify({ on: '2026-03-04T12:00:00.000Z', schedules, files: '0badcafe' }),
  ]);
  const all: Record<string, string> = {
    'lab:done:five-parts': 'yes',
    'lab:done:six-bugs': 'yes',
    ...Object.fromEntries(entries),
    ...kept,
  };
  await page.addInitScript((values) => {
    for (const [key, value] of Object.entries(values))
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, all);
}

const certificate = (page: Page) => page.locator('[data-certificate]');
/** Pages that the browser prints. */
const printed = async (page: Page) =>
  (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;

test('without the capstone the certificate says what is missing, and leads there', async ({ page }) => {
  await been(page, { 'repair-the-worker': 122 });
  await open(page, 'certificate/');
  await expect(certificate(page)).toContainText(/2 of \d+ lessons marked as done, 1 of/);
  await expect(certificate(page).getByRole('row', { name: /A pool that lasts/ })).toContainText(
    '✓ March 4, 2026, 122 schedules',
  );
  await expect(certificate(page)).not.toContainText(/\{\w+\}|undefined|NaN/);
  await certificate(page).getByRole('link', { name: 'Lesson 24: Write your own pool' }).click();
  await expect(page).toHaveURL(/lessons\/write-your-own-pool\/#write-your-own-pool$/);
});

test('with it the certificate says under how many schedules the pool held, for whom, and prints on one page', async ({
  page,
}) => {
  await been(page, { 'write-your-own-pool': 1100 });
  await open(page, 'certificate/');
  await page.getByLabel('Your name').fill('  Ada <b>Lovelace</b> ');
  await expect(certificate(page)).toContainText('Ada <b>Lovelace</b>');
  await expect(certificate(page)).toContainText('under 1,100 schedules, on March 4, 2026.');
  await expect(certificate(page)).toContainText('proves nothing to others');
  await expect(certificate(page).getByRole('link', { name: /Write your own pool/ })).toBeHidden();
  expect(await printed(page)).toBe(1);
  await page.reload();
  await expect(page.getByLabel('Your name')).toHaveValue('Ada <b>Lovelace</b>');
});

test('in Chinese it prints on one page as well', async ({ page }) => {
  await been(page, { 'write-your-own-pool': 1100 }, { 'lab:name': '王小明' });
  await open(page, 'zh-cn/certificate/');
  await expect(certificate(page)).toContainText('王小明');
  await expect(certificate(page)).toContainText('于 2026年3月4日写出了自己的线程池，它在 1,100 个调度下都符合规格。');
  expect(await printed(page)).toBe(1);
});

test('what cannot be understood of what is kept counts as nothing', async ({ page }) => {
  const broken = { 'lab:passed:write-your-own-pool': '{"on":"yesterday"', 'lab:passed:repair-the-worker': 'yes' };
  await been(page, {}, broken);
  await open(page, 'certificate/');
  await expect(certificate(page)).toContainText(/2 of \d+ lessons marked as done, 0 of/);
});

test('where nothing is kept the certificate says so, and still takes a name', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('no', 'SecurityError');
      },
    }),
  );
  await open(page, 'certificate/');
  await expect(page.getByText('does not let the page keep or read anything')).toBeVisible();
  await page.getByLabel('Your name').fill('Ada');
  await expect(certificate(page)).toContainText('Ada');
  await expect(certificate(page)).toContainText(/0 of \d+ lessons marked as done/);
});

test('an exercise that was passed before says so where it stands', async ({ page }) => {
  await been(page, { 'repair-the-worker': 122 });
  await open(page, 'lessons/repair-it/');
  await expect(page.getByText('Passed on March 4, 2026 (schedules: 122).')).toBeVisible();
});
