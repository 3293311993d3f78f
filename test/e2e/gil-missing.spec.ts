import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { expectedTrace } from '../../simulator/gil/jobs.ts';
import { barriers } from './barriers.ts';
import { expect, listen, test } from './fixtures.ts';
import { button, lab, quick, said, set, unfold, WORDS, type Path } from './gil-lab.ts';
import { servedAt } from './urls.ts';

/** A page of a browser without service workers. */
async function withoutServiceWorker(browser: Browser, url: string) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const complaints = await listen(page);
  await page.goto(url);
  await expect(lab(page)).toHaveAttribute('data-gil-lab', /idle|failed/);
  return { page, end: async () => (await context.close(), expect(complaints).toEqual([])) };
}

test.describe('without shared memory', () => {
  const bare = (browser: Browser, path: Path) => withoutServiceWorker(browser, servedAt('bare') + path);

  for (const [path, says] of [
    ['gil/', 'its workers talk by messages'],
    ['zh-cn/gil/', '工作线程之间用消息通信'],
  ] as const)
    test(`/${path} says so, and measures processes that talk by messages`, async ({ browser }) => {
      const { page, end } = await bare(browser, path);
      const t = WORDS[path];
      expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe('undefined');
      await expect(lab(page).locator('.notice[data-by="messages"]')).toContainText(says);
      await expect(lab(page).locator('.modes input:enabled')).toHaveCount(1);
      await unfold(page);
      await set(page, t.most, '2');
      await set(page, t.repeat, '2');
      await set(page, t.ms, '10');
      await button(page, t.start).click();
      await expect(said(page)).toHaveText(t.done);
      await expect(lab(page).locator('.results tbody tr')).toHaveCount(2);
      await expect(lab(page).locator('.charts canvas')).toHaveCount(2);
      await expect(lab(page)).not.toContainText(/undefined|NaN|\{\w+\}/);
      // Both workers have a lane, which came with their results: each has copied and computed.
      await lab(page).locator('.lanes details summary').click();
      const lanes = lab(page).locator('.lanes details table tbody tr');
      await expect(lanes).toHaveCount(2);
      for (const lane of await lanes.all()) expect(await lane.locator('td').count()).toBe(3);
      expect(await barriers(page, { within: 'main' })).toEqual([]);
      await end();
    });

  test('the results are right, and can be saved; what needs a lock is not offered', async ({ browser }) => {
    const { page, end } = await bare(browser, 'gil/');
    // The messages from the lab to the page.
    await page.addInitScript(() => {
      const told: unknown[] = (Reflect.set(globalThis, 'told', []), Reflect.get(globalThis, 'told'));
      globalThis.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener('message', ({ data }) => told.push(data));
        }
      };
    });
    await page.reload();
    await expect(lab(page)).toHaveAttribute('data-gil-lab', 'idle');
    await unfold(page);
    await button(page, 'CPU-bound: matrices').click();
    await set(page, 'Tasks', '5');
    await set(page, 'Rows of a matrix', '24');
    await set(page, 'Workers, up to', '2');
    await set(page, 'Runs of each', '1');
    await button(page, 'Measure').click();
    await expect(said(page)).toHaveText('Done: 2 runs.');
    const values = await page.evaluate(() =>
      (Reflect.get(globalThis, 'told') as { type: string; result?: { values: number[] } }[])
        .filter(({ type }) => type === 'ran')
        .map(({ result }) => result!.values),
    );
    expect(values).toEqual(Array(2).fill(Array(5).fill(expectedTrace(24))));
    const download = page.waitForEvent('download');
    await button(page, 'Save the results (CSV)').click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([
      'matrix processes 1 1',
      'matrix processes 2 1',
    ]);
    await button(page, 'The convoy effect').click();
    await expect(lab(page).locator('.notice[data-by="messages"]')).toContainText('cannot be measured here');
    await expect(button(page, 'Measure')).toBeDisabled();
    await button(page, 'IO-bound: waiting').click();
    await set(page, 'Tasks', '32');
    await set(page, 'Milliseconds each', '1000');
    await button(page, 'Measure').click();
    await expect(said(page)).toHaveText(/^Run 1 of/);
    await button(page, 'Stop').click();
    await expect(said(page)).toHaveText('Stopped before a run was finished.');
    await end();
  });
});

test('without a service worker it says so, and offers the timed wait', async ({ browser }) => {
  const { page, end } = await withoutServiceWorker(browser, `${servedAt('main')}gil/`);
  await unfold(page);
  await button(page, 'IO-bound: fetch').click();
  // The page gives it ten seconds.
  await page.clock.install();
  await button(page, 'Measure').click();
  const alerts = async () => {
    await page.clock.runFor(1000);
    return lab(page).getByRole('alert').allTextContents();
  };
  await expect
    .poll(alerts, { intervals: [0] })
    .toEqual([expect.stringContaining('does not let the page have a service worker')]);
  await button(page, 'Use waiting instead').click();
  await expect(lab(page).getByRole('alert')).toHaveCount(0);
  await expect(button(page, 'IO-bound: waiting')).toHaveAttribute('aria-pressed', 'true');
  await end();
});

test.describe('a worker that breaks', () => {
  test.use({ tolerated: [[/ERR_FAILED/], { scope: 'test' }] });

  test('ends the measurement with a message, and nothing hangs', async ({ page, context }) => {
    await context.route('**/browser-main*', (route) => route.abort());
    await quick(page);
    await button(page, 'Measure').click();
    await expect(lab(page).getByRole('alert')).toContainText('A worker of the lab broke or could not be loaded');
    await expect(button(page, 'Measure')).toBeEnabled();
  });
});
