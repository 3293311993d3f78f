import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from '@playwright/test';
import { expect, listen, open } from './fixtures.ts';
import { choosePlain } from './workbench.ts';

/** The page of a class, alive. */
export async function openClass(page: Page, path = './class/'): Promise<Locator> {
  await open(page, path);
  const root = page.locator('.class');
  await expect(root).toHaveAttribute('data-ready', '');
  return root;
}

/** An instructor puts a class of two lessons and their exercises together. Gives its link. */
export async function putTogether(page: Page, title = 'Tuesday'): Promise<string> {
  await openClass(page);
  const build = page.locator('[data-build]');
  await build.getByLabel('What the class is called').fill(title);
  await build.getByLabel('15. The GIL is a lock').check();
  await build.getByLabel('9. The worker that will not leave').check();
  await build.getByRole('button', { name: 'Later: 9.' }).click();
  await build.getByLabel('Exercise: Let the waits overlap').check();
  await build.getByLabel('Pool views begin with').selectOption('random');
  await build.getByLabel('Seed').fill('42');
  await build.getByLabel('Seed').blur();
  await build.getByLabel('Programs can be switched').selectOption('line');
  return build.locator('[data-link]').inputValue();
}

/** Opens the link as a learner and joins. */
export async function join(page: Page, link: string, button = 'Join this class'): Promise<void> {
  await openClass(page, link);
  await page.getByRole('button', { name: button }).click();
}

/** A solution of the exercise of {@link putTogether}. */
export const SOLUTION = readFileSync(new URL('../../lessons/listings/fetch_all.py', import.meta.url), 'utf8');

/** A learner's work in the class. */
export interface Work {
  name: string;
  /** Written into the exercise; left out: nothing is. */
  code?: string;
  /** The browser says that the exercise has passed; the entry can be forged. */
  claims: boolean;
  chinese?: boolean;
}

/** A learner joins on a device of their own, works, marks a lesson as done and hands in. Gives the file. */
export async function handInOf(browser: Browser, link: string, work: Work) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = await listen(page);
  await choosePlain(page);
  const own = work.chinese ? link.replace('/class/', '/zh-cn/class/') : link;
  await join(page, own, work.chinese ? '加入这个班级' : 'Join this class');
  await page.locator('[data-lessons] a').first().click();
  await page.getByRole('button', { name: work.chinese ? '标记为已学完' : 'Mark as done' }).click();
  if (work.code) {
    const code = page.locator('[data-workbench="try-overlap-the-waits"] textarea').first();
    await code.focus();
    await expect(page.locator('[data-workbench="try-overlap-the-waits"][data-ready]')).toHaveCount(1);
    await code.fill(work.code);
    const kept = () => page.evaluate(() => localStorage.getItem('lab:draft:v1:try-overlap-the-waits'));
    await expect.poll(kept).toContain(JSON.stringify(work.code.slice(-20)).slice(1, -1));
  }
  if (work.claims) await page.evaluate(() => localStorage.setItem('lab:passed:overlap-the-waits', '{}'));
  await openClass(page, own.split('#')[0]!);
  await page.getByLabel(work.chinese ? '你的名字' : 'Your name').fill(work.name);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: work.chinese ? '交作业' : 'Hand in', exact: true }).click();
  const buffer = readFileSync(await (await saving).path());
  expect(complaints).toEqual([]);
  await context.close();
  return { name: `${work.name}.json`, mimeType: 'application/json', buffer };
}
