import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

/** The page comes back as it was, out of the browser's cache of pages; Playwright's Chromium has none. */
const comeBack = (page: Page) =>
  page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));

test('after Back, the course shows what was done meanwhile, and the theme chosen meanwhile', async ({
  page,
  context,
}) => {
  await open(page, 'course/');
  await expect(page.locator('[data-done-slug].done')).toHaveCount(0);
  const other = await context.newPage();
  await open(other, 'lessons/five-parts/');
  await other.getByRole('button', { name: 'Mark as done' }).click();
  await other.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await comeBack(page);
  await expect(page.locator('[data-done-slug].done')).toHaveCount(1);
  await expect(page.getByText(/^1 of \d+ lessons done/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await other.getByRole('button', { name: 'Not done after all' }).click();
  await comeBack(page);
  await expect(page.locator('[data-done-slug].done')).toHaveCount(0);
  await expect(page.getByText(/^0 of \d+ lessons done/)).toBeVisible();
});

test('the course leads back to the lesson and the section that were read last', async ({ page }) => {
  await open(page, 'course/');
  const goOn = page.locator('[data-go-on]');
  await expect(goOn).toHaveAttribute('href', /five-parts\/$/);
  await open(page, 'lessons/six-bugs/');
  const section = page.locator('.prose h2[id]').nth(1);
  const id = (await section.getAttribute('id'))!;
  await section.evaluate((one) => one.scrollIntoView({ behavior: 'instant' }));
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lab:at'))).toBe(`six-bugs#${id}`);
  await open(page, 'course/');
  await expect(goOn).toHaveAttribute('href', new RegExp(`six-bugs/#${id}$`));
  await expect(goOn).toContainText('Go on with lesson');
  await goOn.click();
  await expect(section).toBeInViewport();
});
