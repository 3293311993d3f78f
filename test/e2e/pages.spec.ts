import type { BrowserContext, Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { builtPages } from './built.ts';
  test(`/${path} ${looks}, and fits a window 320 px wide, with targets of 24 px`, async ({ page }) => {
    await page.setViewportSize(chinese ? narrow : wide);
    await open(page, `./${path}`);
    expect(await layoutShift(page)).toBeLessThan(mostShift);
    if (whole) {
      expect(await barriers(page)).toEqual([]);
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
      expect(await barriers(page, { colours: 'only' })).toEqual([]);
    } else if (looked) {
      // What can be pressed is as large in every lesson, and axe takes three quarters of its time for it.
      expect(await barriers(page, { without: SHARED, colours: 'not', sizes: !alike || model })).toEqual([]);
    }

    await page.setViewportSize(narrow);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(narrow.width);
    expect(await smallTargets(page)).toEqual([]);
  });
}
