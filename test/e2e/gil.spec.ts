import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { expectedTrace } from '../../simulator/gil/jobs.ts';
import { barriers } from './barriers.ts';
import { expect, listen, open, test } from './fixtures.ts';
import { servedAt } from './urls.ts';

const WORDS = {
  'gil/': {
    tasks: 'Tasks',
    ms: 'Milliseconds each',
    most: 'Workers, up to',
    repeat: 'Runs of each',
    start: 'Measure',
    done: /^Done: \d+ runs\.$/,
    holds: 'holds the GIL',
  },
  'zh-cn/gil/': {
    tasks: '任务数',
    ms: '每个多少毫秒',
    most: '工作线程最多',
    repeat: '每种运行几次',
    start: '开始测量',
    done: /^完成，共运行 \d+ 次。$/,
    holds: '持有 GIL',
  },
} as const;
type Path = keyof typeof WORDS;

const lab = (page: Page) => page.locator('[data-gil-lab]');
const button = (page: Page, name: string) => lab(page).getByRole('button', { name, exact: true });
const said = (page: Page) => lab(page).locator('.said');
const table = (page: Page, name: string | RegExp) => lab(page).getByRole('table', { name });
const RESULTS = 'Times and speed-ups, by mode and number of workers';

/** Opens the lab, alive, with a measurement in its form that is over in a moment. */
async function quick(page: Page, path: Path = 'gil/') {
  await open(page, path);
  await expect(lab(page)).toHaveAttribute('data-gil-lab', /idle|failed/);
  const t = WORDS[path];
  await unfold(page);
  await set(page, t.most, '2');
  await set(page, t.repeat, '1');
  await set(page, t.tasks, '2');
  await set(page, t.ms, '10');
  return t;
}
/** The settings are folded until they are wanted. */
const unfold = (page: Page) => lab(page).locator('.more > summary').click();
const set = (page: Page, label: string, value: string) => lab(page).getByLabel(label, { exact: true }).fill(value);

for (const path of Object.keys(WORDS) as Path[])
  test(`/${path} measures, and shows lanes, charts and a table`, async ({ page }) => {
    const t = await quick(page, path);
    await button(page, t.start).click();
    await expect(said(page)).toHaveText(t.done);
    // Three modes, one and two workers.
    await expect(lab(page).locator('.results tbody tr')).toHaveCount(6);
    await expect(lab(page).locator('.charts canvas')).toHaveCount(2);
    await expect(lab(page)).not.toContainText(/undefined|NaN|\{\w+\}/);
    // The lanes of the run with the lock are there as numbers, too: both threads held it, and one had to wait.
    await lab(page).locator('.lanes details summary').click();
    const lanes = lab(page).locator('.lanes details table');
    await expect(lanes.locator('tbody tr')).toHaveCount(2);
    await expect(lanes.getByRole('columnheader', { name: t.holds })).toBeVisible();
    expect(await barriers(page, { within: 'main' })).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

test('Enter in a field measures, and the focus stays with the button that stops it', async ({ page }) => {
  await quick(page);
  await set(page, 'Tasks', '32');
  await set(page, 'Milliseconds each', '1000');
  await lab(page).getByLabel('Milliseconds each').press('Enter');
  await expect(button(page, 'Stop')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText('Stopped before a run was finished.');
  await expect(button(page, 'Measure')).toBeFocused();
  await set(page, 'Tasks', '0');
  await lab(page).getByLabel('Tasks').press('Enter');
  await expect(lab(page)).toHaveAttribute('data-gil-lab', 'stopped');
});

test('while it runs, the lanes say who holds the lock, and Stop ends it at once', async ({ page }) => {
  await quick(page);
  await set(page, 'Tasks', '32');
  await set(page, 'Milliseconds each', '1000');
  await lab(page).getByRole('checkbox', { name: 'no GIL' }).uncheck();
  await lab(page).getByRole('checkbox', { name: 'processes' }).uncheck();
  await button(page, 'Measure').click();
  await expect(lab(page).locator('.lanes ol').getByText('holds the GIL')).toBeVisible();
  await button(page, 'Stop').click();
  await expect(said(page)).toHaveText('Stopped before a run was finished.');
  // It can be measured again, with other threads.
  await set(page, 'Tasks', '1');
  await set(page, 'Milliseconds each', '5');
  await button(page, 'Measure').click();
  await expect(said(page)).toHaveText('Done: 2 runs.');
  await expect(table(page, RESULTS).locator('tbody tr')).toHaveCount(2);
});

test('the results are saved as CSV, and the lanes for Perfetto', async ({ page }) => {
  await quick(page);
  await button(page, 'Measure').click();
  await expect(said(page)).toHaveText('Done: 6 runs.');
  const save = async (name: string) => {
    const download = page.waitForEvent('download');
    await button(page, name).click();
    return readFile(await (await download).path(), 'utf8');
  };
  const [head, ...lines] = (await save('Save the results (CSV)')).trimEnd().split('\r\n');
  expect(head).toMatch(/^work,mode,workers,runs,median_ms/);
  expect(lines.map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([
    'primes gil 1 1',
    'primes gil 2 1',
    'primes free 1 1',
    'primes free 2 1',
    'primes processes 1 1',
    'primes processes 2 1',
  ]);
  const { traceEvents } = JSON.parse(await save('Save the run that is shown for Perfetto'));
  expect(traceEvents.some(({ ph, name }: { ph: string; name: string }) => ph === 'X' && name === 'holding')).toBe(true);
});

test('requests are answered by the service worker, and wait at the same time', async ({ page }) => {
  await quick(page);
  await button(page, 'IO-bound: fetch').click();
  await set(page, 'Tasks', '2');
  await set(page, 'Milliseconds each', '20');
  await button(page, 'Measure').click();
  await expect(said(page)).toHaveText('Done: 6 runs.');
  await lab(page).locator('.lanes details summary').click();
  await expect(lab(page).getByRole('columnheader', { name: 'in I/O' })).toBeVisible();
});

test('the convoy effect is measured, and put into a sentence', async ({ page }) => {
  await quick(page);
  const convoy = button(page, 'The convoy effect');
  await convoy.click();
  // The pointer is still on it: what is chosen stays readable.
  await expect
    .poll(() => convoy.evaluate((each) => getComputedStyle(each).color !== getComputedStyle(each).backgroundColor))
    .toBe(true);
  await set(page, 'Runs of each', '1');
  await button(page, 'Measure').click();
  await expect(said(page)).toHaveText('Done: 2 runs.');
  await expect(table(page, 'How long a wait of 1 ms took').locator('tbody tr')).toHaveCount(2);
  await expect(lab(page).locator('.finding')).toContainText(/With the GIL a wait of 1 ms took [\d.]+ ms/);
});

test('what cannot be measured is marked with its reason, and not measured', async ({ page }) => {
  await quick(page);
  for (const [typed, reason] of [
    ['0', 'From 1 to 32.'],
    ['1e9', 'From 1 to 32.'],
    ['2.5', 'This must be a whole number.'],
    ['many', 'This must be a number.'],
  ] as const) {
    await set(page, 'Tasks', typed);
    await expect(lab(page).getByLabel('Tasks')).toHaveAccessibleDescription(reason);
    await expect(button(page, 'Measure')).toBeDisabled();
  }
  await set(page, 'Tasks', '2');
  for (const mode of ['GIL', 'no GIL', 'processes'])
    await lab(page)
      .getByRole('checkbox', { name: new RegExp(`^${mode}`) })
      .uncheck();
  await expect(lab(page).getByText('Choose at least one mode.')).toBeVisible();
  await expect(button(page, 'Measure')).toBeDisabled();
});

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
  await button(page, 'Measure').click();
  await expect(lab(page).getByRole('alert')).toContainText('does not let the page have a service worker');
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

for (const [path, computes, waits, said, instead] of [
  ['gil/', 'Work that computes', 'Work that waits', /threads with the GIL: /, /times as fast as one \(\d+ ms\)/],
  ['zh-cn/gil/', '一直在计算的任务', '一直在等待的任务', /个线程，有 GIL：/, /是它的 [\d.]+ 倍/],
] as const)
  test(`/${path}: two choices, and after each run a verdict with its numbers`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await open(page, path);
    await expect(lab(page)).toHaveAttribute('data-gil-lab', /idle/);
    await expect(page.getByRole('main')).toContainText(/global interpreter lock/);
    const t = WORDS[path];
    for (const part of ['.choices', '.go-row', '.lanes ol']) {
      const box = (await lab(page).locator(part).boundingBox())!;
      expect(box.y + box.height, part).toBeLessThanOrEqual(720);
    }
    await expect(lab(page).getByLabel(t.tasks)).toBeHidden();
    await expect(lab(page).locator('.paper')).toHaveCount(0);
    await lab(page).getByRole('button', { name: waits }).click();
    await button(page, t.start).click();
    await expect(page.locator('.said')).toHaveText(t.done, { timeout: 100_000 });
    // Waits overlap however busy the machine is: eight of 100 ms are 800 with one thread, and a part of that with more.
    await expect(lab(page).locator('.verdict p').first()).toHaveText(said);
    await expect(lab(page).locator('.verdict p').first()).toHaveText(instead);
    expect(await barriers(page, { within: '.gil-lab' })).toEqual([]);
    await expect(lab(page).locator('.verdict')).not.toContainText(/undefined|NaN|\{\w+\}/);
    await lab(page).getByRole('button', { name: computes }).click();
    // It keeps both processors busy for ten seconds, and is the same in every language.
    if (path !== 'gil/') return;
    await button(page, t.start).click();
    await expect(page.locator('.said')).toHaveText(t.done, { timeout: 100_000 });
    await expect(lab(page).locator('.verdict p').first()).toHaveText(said);
    await expect(lab(page).locator('.verdict')).not.toContainText(/undefined|NaN|\{\w+\}/);
  });
