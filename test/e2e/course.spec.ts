import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { chooseTheme, expect, open, test } from './fixtures.ts';

test.describe('a main word', () => {
  test('leads from where a lesson first says it to what it means, and shows that when it is pointed at', async ({
    page,
  }) => {
    await open(page, './lessons/the-queue-does-the-locking/');
    const word = page.locator('.prose > p').getByRole('link', { name: 'bounded queue', exact: true });
    await expect(word).toHaveCount(1);
    // The page may still move under a pointer that stands still.
    await expect(async () => {
      await word.hover();
      const card = await word.evaluate((link) => getComputedStyle(link, '::after').content);
      expect(card).toContain('A queue with a limit.');
    }).toPass();
    await word.click();
    await expect(page).toHaveURL(/glossary\/#bounded-queue$/);
    await expect(page.locator(':target')).toContainText('A queue with a limit.');
  });

  test('tells in the glossary which lesson explains it', async ({ page }) => {
    await open(page, './glossary/');
    await page.locator('#sentinel').getByRole('link', { name: 'Lesson 4' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Six bugs in forty lines');
  });
});

for (const prefix of ['', 'zh-cn/']) {
  test(`${prefix}cheat-sheet/ prints on one page`, async ({ page }) => {
    await open(page, `./${prefix}cheat-sheet/`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });
}

test('the course says how much is done and how much time is left, in all and by part', async ({ page }) => {
  await open(page, './course/');
  const part = page.locator('section', { has: page.locator('#part-1') });
  await expect(part.locator('[data-progress]')).toHaveText(/^0 of \d done, about .+ to go$/);
  await page.evaluate(() => localStorage.setItem('lab:done:five-parts', 'yes'));
  await open(page, './course/');
  await expect(part.locator('[data-progress]')).toHaveText(/^1 of \d done, about .+ to go$/);
  await expect(page.getByText(/^1 of \d+ lessons done, about .+ to go$/)).toBeVisible();
});

test.describe('a learner’s work', () => {
  const status = (page: Page) => page.locator('lab-work [role="status"]');
  const openFile = async (page: Page, name: string, text: string) =>
    page.locator('lab-work input').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

  test('is saved as a file, and goes on from it on another device', async ({ page, browser }) => {
    await open(page, './lessons/six-bugs/');
    await page.locator('#bug-syntax label', { hasText: 'Only a' }).click();
    await page.locator('#bug-syntax').getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await open(page, './course/');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save to a file' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^thread-pool-lab-\d{4}-\d\d-\d\d\.json$/);
    await expect(status(page)).toHaveText(`Saved as ${file.suggestedFilename()}.`);

    const other = await (await browser.newContext()).newPage();
    await other.goto(page.url());
    await openFile(other, 'work.json', readFileSync(await file.path(), 'utf8'));
    await expect(status(other)).toContainText('New here: 1 lessons done, 0 exercises passed, 1 answers, 0 programs.');
    await other.goto(new URL('../lessons/six-bugs/', page.url()).href);
    await expect(other.getByText('Done. Noted on this device.')).toBeVisible();
    await expect(other.locator('#bug-syntax label', { hasText: 'Only a' }).locator('input')).toBeChecked();
    await other.context().close();
  });

  test('is not touched by a file that is none', async ({ page }) => {
    await chooseTheme(page, 'light');
    await open(page, './course/');
    await openFile(page, 'holiday.json', '{"beach": true}');
    await expect(status(page)).toHaveText(
      'holiday.json is not a file of your work from this course. Nothing was changed.',
    );
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['lab:theme']);
  });
});

for (const prefix of ['', 'zh-cn/']) {
  test(`${prefix}lessons/04-six-bugs/, the address of earlier, leads to the same place of the lesson`, async ({
    page,
  }) => {
    await page.goto(`./${prefix}lessons/04-six-bugs/?x=1#bug-syntax`);
    await expect(page).toHaveURL(new RegExp(`/${prefix}lessons/six-bugs/\\?x=1#bug-syntax$`));
    await expect(page.locator('article.lesson')).toBeVisible();
  });
}

test('the address of an exercise that has moved leads to the lesson that has it', async ({ page }) => {
  await page.goto('./lessons/04-six-bugs/#repair-the-worker');
  await expect(page).toHaveURL(/lessons\/repair-it\/#repair-the-worker$/);
});

test('what was done under an earlier address is done', async ({ page }) => {
  await open(page, './course/');
  await page.evaluate(() => localStorage.setItem('lab:done:06-how-a-pool-is-created', 'yes'));
  await open(page, './course/');
  await expect(page.locator('[data-done-slug="how-a-pool-is-created"] .is-done')).toBeVisible();
});
