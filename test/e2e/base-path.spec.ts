import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { subFolder } from '../tools/sub-folder.mjs';
import { expect, open, test as anywhere } from './fixtures.ts';
import { servedAt } from './urls.ts';

const test = anywhere.extend({ baseURL: async ({}, use) => use(servedAt('folder')) });

const built = fileURLToPath(new URL(`../../${subFolder.dir}`, import.meta.url));
// Addresses of earlier have a number, and lead away.
const lessons = globSync('{,zh-cn/}lessons/[a-z]*/index.html', { cwd: built }).toSorted();
const some = ['', 'zh-cn/', 'course/', 'zh-cn/course/', ...[lessons[0], lessons.at(-1)].map(asPath)];

function asPath(file: string | undefined): string {
  return (file ?? '').replaceAll('\\', '/').replace(/index\.html$/, '');
}

for (const path of new Set(some)) {
  test(`${subFolder.base}${path} loads all it needs from its own folder`, async ({ page }) => {
    const outside: string[] = [];
    const failed: string[] = [];
    page.on('response', (response) => {
      const url = new URL(response.url());
      if (url.protocol.startsWith('http') && !url.pathname.startsWith(subFolder.base)) outside.push(url.href);
      if (response.status() >= 400) failed.push(url.href);
    });
    await open(page, `./${path}`);
    expect(outside).toEqual([]);
    expect(failed).toEqual([]);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  });

  test(`every link of ${subFolder.base}${path} answers, and stays in the folder`, async ({ page, request }) => {
    await open(page, `./${path}`);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const own = [...new Set(links)].filter((link) => new URL(link).origin === new URL(page.url()).origin);
    expect(own.length).toBeGreaterThan(0);
    for (const link of own) {
      expect(new URL(link).pathname).toContain(subFolder.base);
      expect((await request.get(link)).status(), link).toBe(200);
    }
  });
}

test('the language switch leads to the same page in Chinese, and back', async ({ page }) => {
  await open(page, './course/');
  await page.locator('a[hreflang="zh-CN"]').first().click();
  await expect(page).toHaveURL(`${servedAt('folder')}zh-cn/course/`);
  await page.locator('a[hreflang="en"]').first().click();
  await expect(page).toHaveURL(`${servedAt('folder')}course/`);
});
