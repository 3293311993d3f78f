import { readFile } from 'node:fs/promises';
import { barriers } from './barriers.ts';
import { expect, open, test } from './fixtures.ts';
import { button, lab, quick, said, set, table, unfold, WORDS, type Path } from './gil-lab.ts';

const RESULTS = 'Times and speed-ups, by mode and number of workers';

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

test('what is printed has the colours of paper, whatever the theme of the screen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const t = await quick(page);
  await button(page, t.start).click();
  await expect(said(page)).toHaveText(t.done);
  await expect(lab(page).locator('.charts canvas')).toHaveCount(2);
  /** The mean brightness, of 255, of what is painted on a canvas. */
  const brightness = (where: string) =>
    lab(page)
      .locator(where)
      .evaluateAll((canvases) =>
        canvases.flatMap((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
          const shades: number[] = [];
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] === 255) shades.push((data[i]! + data[i + 1]! + data[i + 2]!) / 3);
          // A thin line has no pixel of its own.
          return shades.length > 0 ? [shades.reduce((sum, shade) => sum + shade, 0) / shades.length] : [];
        }),
      );
  /** Most of a chart is its grid, which is as near to the ground as the states are far from it. */
  const onWhite = async () => [
    ...(await brightness('.lanes .legend canvas')).map((shade) => shade < 140),
    ...(await brightness('.charts canvas')).map((shade) => shade > 140),
  ];
  await expect.poll(onWhite).toEqual(Array.from({ length: 8 }, () => false));
  const happen = (name: string) => page.evaluate((type) => void dispatchEvent(new Event(type)), name);
  await happen('beforeprint');
  expect(await onWhite()).toEqual(Array.from({ length: 8 }, () => true));
  await happen('afterprint');
  expect(await onWhite()).toEqual(Array.from({ length: 8 }, () => false));
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect.poll(onWhite).toEqual(Array.from({ length: 8 }, () => true));
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
    const shorten = async (milliseconds: string) => {
      await set(page, t.most, '2');
      await set(page, t.ms, milliseconds);
    };
    for (const part of ['.choices', '.go-row', '.lanes ol']) {
      const box = (await lab(page).locator(part).boundingBox())!;
      expect(box.y + box.height, part).toBeLessThanOrEqual(720);
    }
    await expect(lab(page).getByLabel(t.tasks)).toBeHidden();
    await expect(lab(page).locator('.paper')).toHaveCount(0);
    await lab(page).getByRole('button', { name: waits }).click();
    await unfold(page);
    // In one language as it comes, but for the length of a wait: it would be a quarter of a minute of them.
    if (path === 'gil/') await set(page, t.ms, '40');
    else await shorten('40');
    await button(page, t.start).click();
    await expect(page.locator('.said')).toHaveText(t.done, { timeout: 100_000 });
    // Waits overlap however busy the machine is: eight of 40 ms are 320 with one thread, and a part of that with more.
    await expect(lab(page).locator('.verdict p').first()).toHaveText(said);
    await expect(lab(page).locator('.verdict p').first()).toHaveText(instead);
    expect(await barriers(page, { within: '.gil-lab' })).toEqual([]);
    await expect(lab(page).locator('.verdict')).not.toContainText(/undefined|NaN|\{\w+\}/);
    await lab(page).getByRole('button', { name: computes }).click();
    // It keeps both processors busy, and is the same in every language.
    if (path !== 'gil/') return;
    await shorten('5');
    await button(page, t.start).click();
    await expect(page.locator('.said')).toHaveText(t.done, { timeout: 100_000 });
    await expect(lab(page).locator('.verdict p').first()).toHaveText(said);
    await expect(lab(page).locator('.verdict')).not.toContainText(/undefined|NaN|\{\w+\}/);
  });
