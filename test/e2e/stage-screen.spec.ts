import { barriers } from './barriers.ts';
import { expect, open, test } from './fixtures.ts';
import { alive, LAPTOPS, measure, ON_LAPTOP, ON_PHONE, PHONES } from './stage-measures.ts';

// A colour scheme changes colours only: test/site/styles.test.ts.
for (const [lang, colorScheme] of [
  ['', 'light'],
  ['zh-cn/', 'dark'],
] as const) {
  test(`in a lesson all that a step changes is in the window: ${lang || 'en'} ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const stage = await alive(page, `${lang}lessons/five-parts/`, 'first-pool');
    for (const [width, height] of [...LAPTOPS, ...PHONES]) {
      await page.setViewportSize({ width, height });
      await stage.evaluate((node) => node.scrollIntoView({ block: 'end' }));
      const phone = width < 600;
      const first = await measure(stage);
      expect(first.shown, `${width}`).toEqual(phone ? ON_PHONE : ON_LAPTOP);
      for (let step = 0; step < 20; step++) {
        await page.keyboard.press('ArrowRight');
        const { out, over, cut, current, lines, lanes, hidden, gutter, height: tall, sideways } = await measure(stage);
        const where = `${width} × ${height}, step ${step}`;
        expect({ out, over, cut, current, hidden, sideways }, where).toEqual({
          out: [],
          over: [],
          cut: [],
          current: true,
          hidden: 0,
          sideways: 0,
        });
        expect(tall, where).toBe(first.height);
        if (phone) continue;
        expect(tall, where).toBeLessThanOrEqual(640);
        expect(lines, where).toBeGreaterThanOrEqual(12);
        expect(Math.max(...lanes), where).toBeLessThanOrEqual(44);
        expect(gutter, where).toBe(24);
      }
      // Rows are at their highest where workers wait for ever, with the end told below them.
      await stage.getByRole('slider').press('End');
      const { out, over, hidden } = await measure(stage);
      expect({ out, over, hidden }, `${width} × ${height}, the end`).toEqual({ out: [], over: [], hidden: 0 });
      await stage.locator('.st-main').focus();
      await page.keyboard.press('r');
    }
  });
}

test('on a phone the code and the details are one tap away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  const views = stage.getByRole('group', { name: 'What is shown' });
  await views.getByRole('button', { name: 'Code' }).click();
  await expect(stage.locator('.st-source')).toBeVisible();
  await expect(stage.locator('.st-pool')).toBeHidden();
  await views.getByRole('button', { name: 'Queues' }).click();
  await expect(stage.getByRole('group', { name: 'Queues', exact: true })).toContainText('_requests_queue');
  const { out, over, sideways } = await measure(stage);
  expect({ out, over, sideways }).toEqual({ out: [], over: [], sideways: 0 });
  await views.getByRole('button', { name: 'Pool' }).click();
  await expect(stage.locator('.st-pool')).toBeVisible();
});

test('at 320 px nothing goes over the side, and no part covers another', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
  const { over, sideways, cut } = await measure(stage);
  expect({ over, sideways, cut }).toEqual({ over: [], sideways: 0, cut: [] });
});

test('nine workers are a denser picture of the same height', async ({ page }) => {
  const stage = await alive(page, 'lessons/using-threadpool/', 'nine-workers');
  await expect(stage.locator('.st-cell')).toHaveCount(9);
  for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowRight');
  const { out, over, height } = await measure(stage);
  expect({ out, over }).toEqual({ out: [], over: [] });
  expect(height).toBeLessThanOrEqual(640);
});

test('the details are tabs with the keys of tabs, which do not step the pool', async ({ page }) => {
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  const place = await stage.getByText(/^step \d+ of/).textContent();
  await stage.getByRole('tab', { name: 'Statechart' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(stage.getByRole('tab', { name: 'Queues' })).toBeFocused();
  await expect(stage.getByRole('tabpanel', { name: 'Queues' })).toContainText('_requests_queue');
  await page.keyboard.press('ArrowRight');
  await expect(stage.getByRole('tab', { name: 'Times' })).toHaveAttribute('aria-selected', 'true');
  await expect(stage.getByRole('tabpanel')).toContainText('Thread-1');
  await page.keyboard.press('End');
  await expect(stage.getByRole('tab', { name: 'Structure' })).toBeFocused();
  const main = stage.getByRole('treeitem', { name: 'main: ready' });
  await expect(main).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(main).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(main).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(stage.getByRole('treeitem', { level: 2 })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(main).toHaveAttribute('aria-expanded', 'false');
  expect(await barriers(page, { within: '#first-pool' })).toEqual([]);
  await expect(stage.getByText(/^step \d+ of/)).toHaveText(place!);
});

test('the statechart stands still while it is stepped, and opens large', async ({ page }) => {
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  const box = () => stage.locator('.st-figure svg').boundingBox();
  const before = await box();
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
  expect(await box()).toEqual(before);
  await stage.getByRole('button', { name: 'Show the statechart large' }).click();
  const dialog = page.getByRole('dialog', { name: /^Statechart of/ });
  await expect(dialog.locator('svg')).toBeVisible();
  expect((await dialog.locator('svg').boundingBox())!.width).toBeGreaterThan(before!.width * 0.8);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the legend has every kind of stroke that the timeline has, and no other', async ({ page }) => {
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  const kinds = (where: string) =>
    stage.locator(where).evaluateAll((paths) => paths.map((path) => path.getAttribute('data-s')).toSorted());
  expect(await kinds('.st-legend path')).toEqual(await kinds('.st-strokes path'));
  const stroke = (where: string) =>
    stage.locator(`${where} path[data-s=running]`).evaluate((path) => getComputedStyle(path).stroke);
  expect(await stroke('.st-legend')).toBe(await stroke('.st-strokes'));
});

test('run to next offers only what is still to come, and “Or step” only another thread', async ({ page }) => {
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  await page.keyboard.press('r');
  await page.keyboard.press('0');
  await stage.getByRole('button', { name: 'More controls' }).click();
  await expect(stage.getByRole('button', { name: 'Run to the next dismiss' })).toHaveCount(0);
  await expect(stage.getByRole('button', { name: 'Run to the next get' })).toBeVisible();
  await expect(stage.getByRole('button', { name: /^Or step/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await stage.getByRole('slider', { name: 'Position' }).press('End');
  await stage.getByRole('button', { name: 'More controls' }).click();
  await expect(stage.getByRole('group', { name: 'Run to next' })).toContainText('nothing of the kind is left');
});

test('a living view has no barriers, in either theme', async ({ page }) => {
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  for (let step = 0; step < 14; step++) await page.keyboard.press('ArrowRight');
  await stage.getByRole('button', { name: 'More controls' }).click();
  for (const [colorScheme, colours] of [['light'], ['dark', 'only']] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await barriers(page, { within: '#first-pool', colours }), colorScheme).toEqual([]);
  }
});

test('stepping shifts no layout', async ({ page }) => {
  const stage = await alive(page, 'lessons/five-parts/', 'first-pool');
  await page.evaluate(() => {
    const sum = globalThis as unknown as { shifted: number };
    sum.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum.shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
  await stage.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(3000);
  expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBeLessThanOrEqual(0.01);
});

for (const [name, path, id] of [
  ['the simulator', 'simulator/', 'simulator'],
  ['an embed', 'embed/stage/?scenario=first-pool&at=12', 'stage'],
] as const) {
  test(`on ${name} all parts are in the window`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, path);
    const stage = page.locator(`#${id}`);
    await stage.locator('.st-main').hover();
    await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
    for (const [width, height] of [...LAPTOPS, ...PHONES]) {
      await page.setViewportSize({ width, height });
      for (let step = 0; step < 6; step++) {
        await stage.locator('.st-main').click();
        const { shown, out, over, hidden, sideways } = await measure(stage);
        expect(shown).toEqual(width < 600 ? ON_PHONE : ON_LAPTOP);
        expect({ over, hidden, sideways }, `${width} × ${height}`).toEqual({ over: [], hidden: 0, sideways: 0 });
        expect(out, `${width} × ${height}`).toEqual([]);
      }
    }
  });
}

for (const lang of ['', 'zh-cn/'])
  test(`in a small frame all of the pool is in the window, and no label is cut: ${lang || 'en'}`, async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 500 });
    const stage = await alive(page, `${lang}embed/stage/?scenario=first-pool`, 'stage');
    for (let step = 0; step < 16; step++) {
      await stage.locator('.st-main').click();
      const { out, over, hidden, sideways } = await measure(stage);
      const cut = await stage
        .locator('.st-sized > span')
        .evaluateAll((labels) => labels.map((label) => label.scrollWidth - label.clientWidth));
      expect({ out, over, hidden, sideways, cut }).toEqual({ out: [], over: [], hidden: 0, sideways: 0, cut: [0, 0] });
    }
  });

test('on a phone the end of a run hides nothing of the pool, and each sentence is whole', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const scenario of ['first-pool', 'deadlock']) {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `simulator/#${scenario}`);
    const stage = page.locator('#simulator');
    await stage.locator('.st-main').hover();
    await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
    for (const [width, height] of PHONES) {
      await page.setViewportSize({ width, height });
      for (const place of [0, 0.4, 0.9, 1]) {
        const slider = stage.getByRole('slider', { name: 'Position' });
        await slider.evaluate((input: HTMLInputElement, share) => {
          input.value = `${Math.round(Number(input.max) * share)}`;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        }, place);
        const { over, hidden, unread } = await measure(stage);
        const where = `${scenario}, ${width} × ${height}, ${place}`;
        expect({ over, hidden, unread }, where).toEqual({ over: [], hidden: 0, unread: 0 });
      }
    }
  }
});

test('a crowd of 99 is in sight as a whole, with the lane of the chosen thread', async ({ page }) => {
  await open(page, 'simulator/#work-manager');
  const stage = page.locator('#simulator');
  await stage.locator('.st-main').hover();
  await expect(stage.locator('.st-cell')).toHaveCount(99);
  for (const [width, height] of [...LAPTOPS, ...PHONES]) {
    await page.setViewportSize({ width, height });
    await stage.locator('.st-main').click();
    const { over, hidden, lines } = await measure(stage);
    expect({ over, hidden }, `${width} × ${height}`).toEqual({ over: [], hidden: 0 });
    if (width > 600) expect(lines, `${width} × ${height}`).toBeGreaterThanOrEqual(12);
    // On the smallest phone five rows of cells are in sight, and the rest is scrolled to.
    const scrolled = await stage.locator('.st-grid').evaluate((grid) => grid.scrollHeight - grid.clientHeight);
    if (height > 740 || width > 600) expect(scrolled, `${width} × ${height}`).toBeLessThanOrEqual(1);
  }
  // At a target's least size, 24 px.
  const { width, height } = (await stage.locator('.st-cell').first().boundingBox())!;
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
});

test('a failed request, a dismissed worker and the names of the views are read whole', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [scenario, share, mark] of [
    ['failing-job', 50 / 90, '.st-t.st-failed'],
    ['dismiss', 45 / 72, '.st-gone'],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 720 });
    await open(page, `simulator/#${scenario}`);
    const stage = page.locator('#simulator');
    await stage.locator('.st-main').hover();
    await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
    const slider = stage.getByRole('slider', { name: 'Position' });
    await slider.evaluate((input: HTMLInputElement, at) => {
      input.value = `${Math.round(Number(input.max) * at)}`;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, share);
    await expect(stage.locator('.st-pool').locator(mark)).toBeVisible();
    for (const [width, height] of [LAPTOPS[0], ...PHONES]) {
      await page.setViewportSize({ width, height });
      const cut = await stage
        .locator('.st-t, .st-who small, .st-views, .st-pool')
        .evaluateAll((nodes) =>
          nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map(({ className }) => className),
        );
      expect(cut, `${scenario}, ${width} × ${height}`).toEqual([]);
    }
  }
});

test('on the wall a view has the window, above the presenter’s bar', async ({ page }) => {
  await open(page, 'lessons/five-parts/?present#first-pool');
  const stage = page.locator('#first-pool');
  await expect(stage).toBeVisible();
  await stage.locator('.st-main').hover();
  await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
  const bar = page.getByRole('navigation', { name: 'Presenting' });
  for (const [width, height] of LAPTOPS) {
    await page.setViewportSize({ width, height });
    await stage.locator('.st-main').click();
    const { shown, out, over } = await measure(stage);
    expect({ shown, out, over }, `${width}`).toEqual({ shown: ON_LAPTOP, out: [], over: [] });
    const [view, controls] = [(await stage.boundingBox())!, (await bar.boundingBox())!];
    expect(view.y + view.height, `${width}`).toBeLessThanOrEqual(controls.y + 1);
  }
});
