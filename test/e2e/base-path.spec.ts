import { globSync } from 'node:fs';
import { built, packageBuild } from '../../site/pack/scorm.mjs';
import { expect, open, test as anywhere } from './fixtures.ts';
import { servedAt } from './urls.ts';

const test = anywhere.extend({ baseURL: async ({}, use) => use(servedAt('folder')) });

/** The site in a folder, as it is built for a package, before its addresses are made relative. */
const folder = packageBuild.BASE_PATH;
// Addresses of earlier have a number, and lead away.
const lessons = globSync('{,zh-cn/}lessons/[a-z]*/index.html', { cwd: built }).toSorted();
const some = ['', 'zh-cn/', 'course/', 'zh-cn/course/', ...[lessons[0], lessons.at(-1)].map(asPath)];

function asPath(file: string | undefined): string {
  return (file ?? '').replaceAll('\\', '/').replace(/index\.html$/, '');
}

for (const path of new Set(some)) {
  test(`${folder}${path} loads all it needs from its own folder, and every link of it answers and stays there`, async ({
    page,
    request,
  }) => {
    const outside: string[] = [];
    const failed: string[] = [];
    page.on('response', (response) => {
      const url = new URL(response.url());
      if (url.protocol.startsWith('http') && !url.pathname.startsWith(folder)) outside.push(url.href);
      if (response.status() >= 400) failed.push(url.href);
    });
    await open(page, `./${path}`);
    expect(outside).toEqual([]);
    expect(failed).toEqual([]);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);

    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const own = [...new Set(links)].filter((link) => new URL(link).origin === new URL(page.url()).origin);
    expect(own.length).toBeGreaterThan(0);
    for (const link of own) {
      expect(new URL(link).pathname).toContain(folder);
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
