import type { Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { expect, open, test } from './fixtures.ts';
import { inMenu } from './tool.ts';
import { choosePlain, LONG, playground, PYTHON } from './workbench.ts';

test.use({ actionTimeout: 30_000 });

const TOOLS = ['simulator/', 'playground/', 'playground/typescript/'];
const run = (page: Page, path: string) =>
  page.locator('.tool-bar').getByRole('button', { name: path.startsWith('zh-cn') ? '运行' : 'Run', exact: true });
/** The bar between what is left and what is right. */
const barOf = (page: Page) => page.locator('.split-bar[data-direction="horizontal"]');

/** Measures how far the page itself can be scrolled, each way. */
const scrolls = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];
  });

for (const [device, windows, hasTouch] of [
  [
    'laptop',
    [
      [1280, 720],
      [1920, 1080],
    ],
    false,
  ],
  [
    'phone',
    [
      [390, 844],
      [360, 740],
    ],
    true,
  ],
] as const)
  test.describe(`on a ${device}`, () => {
    test.use({ viewport: { width: windows[0][0], height: windows[0][1] }, hasTouch });

    for (const path of [...TOOLS, ...TOOLS.map((each) => `zh-cn/${each}`)])
      test(`/${path} is as high as the window, with Run in view`, async ({ page }) => {
        await choosePlain(page);
        await open(page, path);
        for (const [width, height] of windows) {
          await page.setViewportSize({ width, height });
          expect(await scrolls(page), `${width}`).toEqual([0, 0]);
          const [button, title, body] = await Promise.all([
            run(page, path).boundingBox(),
            page.getByRole('heading', { level: 1 }).boundingBox(),
            page.locator('.tool-body').boundingBox(),
          ]);
          // The title has one line; the body ends where the window does, and has most of it.
          expect(title!.height, `${width}`).toBeLessThan(32);
          expect(button!.x + button!.width).toBeLessThanOrEqual(width);
          expect(button!.y + button!.height, `${width}`).toBeLessThan(hasTouch ? 170 : 100);
          expect(body!.y + body!.height).toBeCloseTo(height, 0);
          expect(body!.height, `${width}`).toBeGreaterThan(height / 2);
          await expect(page.locator('.tool-part:visible').first()).toBeInViewport();
        }
      });
  });

for (const path of TOOLS)
  test(`/${path} has bars between its panes that keys and pointers move, and a reload keeps`, async ({ page }) => {
    await choosePlain(page);
    await open(page, path);
    const bar = barOf(page);
    const at = async () => Math.round((await bar.boundingBox())!.x);
    const first = await at();
    await expect(bar).toHaveAccessibleName(/./);
    await bar.focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(at).toBeLessThan(first - 60);
    await expect(bar).toHaveAttribute('aria-valuenow', /^\d+$/);
    const { x, y, height } = (await bar.boundingBox())!;
    await page.mouse.move(x + 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 82, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(at).toBeGreaterThan(x + 60);
    const moved = await at();
    await page.waitForTimeout(300);
    await page.reload();
    await expect.poll(async () => Math.abs((await at()) - moved)).toBeLessThan(6);
  });

for (const path of TOOLS)
  test(`/${path} has no barriers, with a menu open too`, async ({ page }) => {
    await choosePlain(page);
    await open(page, path);
    for (const [theme, colours] of [['dark'], ['light', 'only']] as const) {
      await page.locator(`input[name="theme"][value="${theme}"]`).check({ force: true });
      expect(await barriers(page, { colours }), theme).toEqual([]);
    }
    await inMenu(page, path === 'simulator/' ? 'Share and keep' : 'Program', '');
    expect(await barriers(page, {}), 'with a menu open').toEqual([]);
  });

test('Ctrl+Enter runs a program from the editor, which keeps its text', async ({ page }) => {
  test.setTimeout(LONG);
  const bench = await playground(page);
  await bench.write('print(6 * 7)\n');
  await bench.code.press('Control+Enter');
  await expect(bench.output).toHaveText('42', PYTHON);
  await expect(bench.code).toHaveValue('print(6 * 7)\n');
  const typescript = await playground(page, 'playground/typescript/');
  await typescript.write('export function main() {\n  console.log(6 * 7);\n}\n');
  await typescript.code.press('Control+Enter');
  await expect(typescript.output).toHaveText('42', PYTHON);
});

test('Ctrl+Enter plays a scenario', async ({ page }) => {
  await open(page, 'simulator/');
  await page.keyboard.press('Control+Enter');
  await expect(run(page, 'simulator/')).toHaveCount(0);
  await expect(page.locator('.tool-bar').getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByText(/^step [1-9]\d* of/)).toBeVisible();
});

test('in the simulator Run plays a run of Python too, and its code has colours and room beside its numbers', async ({
  page,
}) => {
  test.setTimeout(LONG);
  await open(page, 'simulator/');
  const colours = (where: string) =>
    page.locator(where).evaluateAll((all) => new Set(all.map((each) => getComputedStyle(each).color)).size);
  expect(await colours('.st-code [class^=tk-]')).toBeGreaterThan(2);
  await page.getByRole('radio', { name: 'Python' }).check({ force: true });
  await run(page, 'simulator/').click();
  await expect(page.locator('.tool-bar').getByRole('button', { name: 'Pause' })).toBeVisible(PYTHON);
  await expect(page.getByText(/^step [1-9]\d* of/)).toBeVisible();
  await page.locator('.tool-bar').getByRole('button', { name: 'Pause' }).click();
  await expect(run(page, 'simulator/')).toBeVisible();
  expect(await colours('.st-code [class^=tk-]')).toBeGreaterThan(2);
  const numbers = page.locator('.st-numbers');
  expect(await numbers.evaluate((node) => Number.parseFloat(getComputedStyle(node).paddingRight))).toBeGreaterThan(4);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('one part of the page is shown at a time: the output after Run, the pool view while stepping', async ({
    page,
  }) => {
    test.setTimeout(LONG);
    const bench = await playground(page);
    const part = (name: string) => page.locator('.tool-tabs').getByRole('button', { name, exact: true });
    const shown = (name: string) => expect(part(name)).toHaveAttribute('aria-pressed', 'true');
    await shown('Code');
    await bench.run('print("phone")\n');
    await shown('Output');
    await expect(bench.output).toBeInViewport();
    await bench.button('Step').click();
    await expect(bench.stage).toBeVisible(PYTHON);
    await shown('Pool');
    await expect(bench.code).toBeHidden();
    expect(await scrolls(page)).toEqual([0, 0]);
    await part('Code').click();
    await expect(bench.code).toBeVisible();
    await expect(bench.stage).toBeHidden();
  });

  test('a shared link fits, and opens with one press', async ({ page }) => {
    const bench = await playground(page);
    await bench.write('print("sent")\n');
    await (await inMenu(page, 'Program', 'Copy a link to this')).click();
    await expect(page).toHaveURL(/#1\./);
    await page.reload();
    const carried = bench.root.locator('[data-carried]');
    await expect(carried).toBeVisible();
    expect((await carried.boundingBox())!.width).toBeLessThanOrEqual(390);
    expect(await scrolls(page)).toEqual([0, 0]);
    await carried.getByRole('button', { name: 'Open it here' }).click();
    await expect(bench.code).toHaveValue('print("sent")\n');
  });
});
