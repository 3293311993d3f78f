import { expect, listen, open, test } from './fixtures.ts';
import { servedAt } from './urls.ts';

// The service worker of one test would isolate the pages of the next.
test.use({ firstVisit: true });

const isIsolated = () => globalThis.crossOriginIsolated;

test('a page is isolated at once where the host sends the headers', async ({ page }) => {
  await open(page, './');
  expect(await page.evaluate(isIsolated)).toBe(true);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

for (const where of ['', 'zh-cn/']) {
  test(`without the headers, the service worker isolates /${where} within one reload`, async ({ page }) => {
    let loads = 0;
    page.on('load', () => (loads += 1));
    await page.goto(servedAt('bare') + where);
    await page.waitForFunction(isIsolated);
    await page.waitForLoadState('networkidle');
    expect(loads).toBeLessThanOrEqual(2);
    expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8);
  });
}

test('once there, the service worker isolates the next page without a reload', async ({ page }) => {
  await page.goto(servedAt('bare'));
  await page.waitForFunction(isIsolated);
  // The load of this page is not to be counted, and it may still be to come.
  await page.waitForLoadState('networkidle');
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.goto(`${servedAt('bare')}zh-cn/`);
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(isIsolated)).toBe(true);
  expect(loads).toBe(1);
});

test('where service workers are blocked, the page shows and does not reload', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const complaints = await listen(page);
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.goto(servedAt('bare'));
  await page.waitForLoadState('networkidle');
  await expect(page.locator('h1')).toBeVisible();
  expect(await page.evaluate(isIsolated)).toBe(false);
  expect(loads).toBe(1);
  expect(complaints).toEqual([]);
  await context.close();
});

test('where storage is forbidden, the page shows and does not reload', async ({ page }) => {
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.addInitScript(() => {
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'sessionStorage', { get: forbidden });
  });
  await page.goto(servedAt('bare'));
  await page.waitForLoadState('networkidle');
  await expect(page.locator('h1')).toBeVisible();
  expect(loads).toBe(1);
});
