import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { encodeFragment } from '../../simulator/link/permalink.ts';
import { expect, open, test } from './fixtures.ts';
import { choose, inMenu, titlesOf } from './tool.ts';

/** The menu with the links and files. */
const SHARE = 'Share and keep';
const stage = (page: Page) => page.getByRole('group', { name: /^Thread pool, step by step/ });
const counter = (page: Page) => stage(page).getByText(/^step \d+ of \d+$/);
const press = (page: Page, name: string | RegExp) => stage(page).getByRole('button', { name }).first().click();

test.beforeEach(async ({ page }) => {
  await open(page, 'simulator/');
});

test('every ready scenario can be played to its end, and says how it ended', async ({ page }) => {
  test.slow();
  const titles = await titlesOf(page);
  expect(titles.length).toBeGreaterThanOrEqual(7);
  for (const title of titles) {
    await choose(page, title);
    await expect(counter(page)).toHaveText(/^step 0 of [1-9]\d*$/);
    const last = stage(page).getByRole('slider', { name: 'Position' });
    await last.focus();
    await last.press('End');
    await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
    await expect(stage(page)).not.toContainText(/undefined|NaN|\{\w+\}/);
  }
});

test('a deadlock names who waits for what, and who could end it', async ({ page }) => {
  await choose(page, 'Deadlock');
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  const outcome = stage(page).getByRole('group', { name: 'How the run ended' });
  await expect(outcome).toContainText('Deadlock');
  await expect(outcome).toContainText(
    'main waits on not_full of _requests_queue; only Thread-1 or Thread-2 could end that.',
  );
  await expect(outcome).toContainText('Thread-1 waits on not_full of _results_queue; only main could end that.');
});

test('a value that cannot be run is marked with its reason, and the pool stays as it was', async ({ page }) => {
  const workers = page.getByLabel('num_workers').first();
  const before = await counter(page).textContent();
  for (const [typed, reason] of [
    ['0', 'At least 1.'],
    ['-4', 'At least 1.'],
    ['1000000000', 'At most 999.'],
    ['2.5', 'This must be a whole number.'],
    ['many', 'This must be a number.'],
    ['', 'This must be a number.'],
  ] as const) {
    await workers.fill(typed);
    await expect(workers).toHaveAccessibleDescription(reason);
    await expect(workers).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('Not run: 1 to correct below.')).toBeVisible();
    await expect(counter(page)).toHaveText(before!);
  }
  await page.getByLabel('count').first().fill('1000000000');
  await expect(page.getByText('Not run: 2 to correct below.')).toBeVisible();
  await page.getByLabel('count').first().fill('6');
  await workers.fill('5');
  await expect(workers).not.toHaveAttribute('aria-invalid');
  await expect(stage(page).getByText('Thread-5').first()).toBeVisible();
});

test('jobs, calls and threads can be added, changed and taken away', async ({ page }) => {
  await page.getByRole('button', { name: '+ Add jobs' }).click();
  await page.getByRole('group', { name: 'Jobs, row 2' }).getByLabel('ends with').selectOption('ValueError');
  await page.getByRole('button', { name: '+ Add a call' }).first().click();
  await page.getByRole('listitem', { name: 'Call 5' }).getByRole('combobox').selectOption('dismissWorkers');
  await page.getByRole('listitem', { name: 'Call 5' }).getByLabel('num_workers').fill('3');
  await page.getByRole('listitem', { name: 'Call 5' }).getByLabel('do_join').check();
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(stage(page)).toContainText('dismissed');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
  await page.getByRole('button', { name: '+ Add a thread' }).click();
  await expect(page.getByText('Script of other-1')).toBeVisible();
});

test('picking a thread against the schedule is kept in the link, and comes back after a reload', async ({ page }) => {
  await choose(page, 'WorkManager, small');
  for (let i = 0; i < 8; i++) await press(page, /^Step /);
  await expect(counter(page)).toHaveText(/^step 8 of/);
  const lanes = stage(page).getByRole('button', { name: /^Step Thread-\d$/ });
  const names = await lanes.evaluateAll((buttons) =>
    buttons.filter((b) => !b.textContent?.includes('next')).map((b) => b.getAttribute('aria-label')!),
  );
  await stage(page).getByRole('button', { name: names[0]!, exact: true }).last().click();
  await expect(page.getByText('Your choices override the schedule')).toBeAttached();
  await (await inMenu(page, SHARE, 'Copy a link to this moment')).click();
  await expect(page).toHaveURL(/#1\.\w+\.[\w-]+$/);
  const shown = async () => [
    await counter(page).textContent(),
    await stage(page).getByRole('status').first().textContent(),
    await stage(page).locator('.st-say').textContent(),
  ];
  const before = await shown();
  await page.reload();
  await expect(page.getByText('Your choices override the schedule')).toBeAttached();
  await expect.poll(shown).toEqual(before);
});

test.describe('a link that cannot be followed is said to, and a ready scenario is there instead', () => {
  for (const [what, hash, text] of [
    ['corrupt', '#1.abc.xyz', 'This link is damaged'],
    ['foreign', '#access_token=1', 'This link is damaged'],
    ['newer', '#9.abc.xyz', 'newer version'],
  ] as const)
    test(what, async ({ page }) => {
      await page.goto(`simulator/${hash}`);
      await page.reload();
      await expect(page.getByRole('alert')).toContainText(text);
      await expect(counter(page)).toHaveText(/^step 0 of [1-9]\d*$/);
      await press(page, /^Step /);
      // A received link is not overwritten: its reader may want to see it again.
      await page.waitForTimeout(600);
      expect(new URL(page.url()).hash).toBe(hash);
    });
});

test('a trace is saved, opened again, and read by Perfetto’s format', async ({ page }) => {
  const save = async (name: string) => {
    const download = page.waitForEvent('download');
    await (await inMenu(page, SHARE, name)).click();
    return (await download).path();
  };
  await choose(page, 'A failing job');
  await expect(page.getByRole('combobox', { name: 'Ready scenarios' })).toHaveValue('failing-job');
  const steps = await counter(page).textContent();
  const json = await save('Save the trace (JSON)');
  const perfetto = JSON.parse(await readFile(await save('Save for Perfetto'), 'utf8'));
  expect(perfetto.traceEvents.filter(({ ph }: { ph: string }) => ph === 'X').length).toBeGreaterThan(6);
  await choose(page, 'Deadlock');
  await expect(counter(page)).not.toHaveText(steps!);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: await readFile(json) });
  await expect(page.getByText('Opened mine.json.')).toBeVisible();
  await expect(counter(page)).toHaveText(steps!);
});

test('a file that is no trace is refused by name, and nothing is lost', async ({ page }) => {
  await choose(page, 'Deadlock');
  await press(page, /^Step /);
  await expect(counter(page)).toHaveText(/^step 1 of/);
  const before = await counter(page).textContent();
  for (const [text, reason] of [
    ['GIF89a', 'is not JSON'],
    ['{"traceEvents":[]}', 'not a trace of this lab'],
    ['{"format":"thread-pool-lab/trace","version":99}', 'newer version'],
  ] as const) {
    await inMenu(page, SHARE, 'Save the trace (JSON)');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'cat.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(page.getByRole('status').filter({ hasText: 'cat.json' })).toContainText(reason);
    await expect(counter(page)).toHaveText(before!);
  }
});

test('99 workers and 999 jobs can be played fast and seen to their end', async ({ page }) => {
  await choose(page, 'WorkManager(999, 99)');
  await stage(page).getByRole('combobox', { name: 'Speed' }).selectOption('1024');
  await press(page, 'Play');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).toBeVisible();
  await expect(stage(page).getByText('t = 1.1 s')).toBeVisible();
});

test('the search finds the schedule that breaks a pool, and shows it', async ({ page }) => {
  await page.getByRole('button', { name: 'Find a schedule that breaks it' }).click();
  await expect(page.getByText('1000 random schedules, and none of them broke it.')).toBeVisible();
  // Another thread that dismisses the only worker, whenever the schedule lets it.
  await page.getByLabel('num_workers').first().fill('1');
  await page.getByRole('button', { name: '+ Add a thread' }).click();
  await page.getByRole('button', { name: '+ Add a call' }).last().click();
  const call = page.getByRole('group', { name: 'Script of other-1' }).getByRole('listitem', { name: 'Call 1' });
  await call.getByRole('combobox').selectOption('dismissWorkers');
  await page.getByRole('button', { name: 'Find a schedule that breaks it' }).click();
  await expect(page.getByText(/^Schedule \d+ broke it:/)).toBeVisible();
  await stage(page).getByRole('slider', { name: 'Position' }).press('End');
  await expect(stage(page).getByRole('group', { name: 'How the run ended' })).not.toContainText(
    'nothing is left behind',
  );
});

/** A link to so many threads with so many calls each. */
const large = (threads: number, calls: number) => {
  const script = Array.from({ length: calls }, () => ({ call: 'put' }));
  const s = {
    pool: { kind: 'Queue', maxsize: 0 },
    jobs: [],
    threads: Array.from({ length: threads }, (_, i) => ({ name: `t${i}`, script })),
  };
  return encodeFragment({ s, p: { kind: 'round-robin' }, k: [], n: 0 });
};

for (const [path, said, more] of [
  [
    'simulator/',
    'a scenario may have 2000 calls, 2000 threads and 100000 requests',
    'Show more (940 rows are not shown)',
  ],
  ['zh-cn/simulator/', '一个场景最多 2000 个调用、2000 个线程、100000 个请求', '显示更多（还有 940 行没有显示）'],
] as const)
  test(`/${path} refuses a link with too much, and draws a page of the largest that it can run`, async ({ page }) => {
    await page.goto(`${path}#${large(20, 1000)}`);
    await expect(page.getByRole('alert')).toContainText(said);
    await page.goto(`${path}#${large(2, 1000)}`);
    // 120 rows for two scripts of 1000: 60 of each, and 940 are left.
    const rows = page.locator('.script > li');
    await expect(rows).toHaveCount(120);
    await page.getByRole('button', { name: more }).first().click();
    await expect(rows).toHaveCount(180);
  });

test('an address that names what every object has is a damaged link', async ({ page }) => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    await page.goto(`simulator/#${name}`);
    await expect(page.getByRole('alert')).toContainText('This link is damaged');
    await expect(counter(page)).toHaveText(/^step 0 of [1-9]\d*$/);
  }
});
