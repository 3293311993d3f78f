import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { builtPages } from './built.ts';
import { chooseTheme, expect, open, test } from './fixtures.ts';

const narrow = { width: 360, height: 740 };
const mostShift = 0.01;

/** The sum of all layout shifts since the page began to load that no input caused (web.dev/cls, without its windows). */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        const add = (entries: PerformanceEntryList) => {
          for (const entry of entries as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
            if (!entry.hadRecentInput) sum += entry.value;
          }
        };
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 300);
      }),
  );
}

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, help, nodes }) => {
    const examples = nodes.slice(0, 3).map((node) => `\n    ${node.html.slice(0, 160)}\n      ${node.failureSummary}`);
    return `${id}: ${help} (${nodes.length})${examples.join('')}`;
  });
}

for (const path of builtPages()) {
  test.describe(`/${path}`, () => {
    for (const theme of ['light', 'dark'] as const) {
      test(`has no barrier that axe finds, and does not shift, in the ${theme} theme`, async ({ page }) => {
        await chooseTheme(page, theme);
        await open(page, `./${path}`);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        expect(await layoutShift(page)).toBeLessThan(mostShift);
        expect(await barriers(page)).toEqual([]);
      });
    }

    test('fits a phone 360 px wide, and does not shift there', async ({ page }) => {
      await page.setViewportSize(narrow);
      await open(page, `./${path}`);
      expect(await layoutShift(page)).toBeLessThan(mostShift);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(narrow.width);
    });
  });
}
