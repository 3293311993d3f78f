import type { BrowserContext, Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { builtPages } from './built.ts';
import { chooseTheme, expect, listen, open, test as anywhere } from './fixtures.ts';
import { smallTargets } from './targets.ts';

/** The width of a window of 1280 px, made four times as large (WCAG 1.4.10). */
const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 720 };

/** The page that all tests of a worker visit: a new one would cost as much as many of them. */
let visit: { page: Page; complaints: string[] } | undefined;

const test = anywhere.extend({
  page: async ({ visitor }, use) => {
    visit ??= await firstVisit(visitor.context);
    await use(visit.page);
    expect(visit.complaints.splice(0), 'nothing complains in the console').toEqual([]);
  },
});
test.afterAll(async ({ visitor }) => {
  visit = undefined;
  await visitor.forget();
});

/** A page that begins each address as if nothing was kept of those before. */
async function firstVisit(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints = await listen(page);
  await page.addInitScript(() => {
    if (location.protocol !== 'about:') localStorage.clear();
  });
  await chooseTheme(page, 'light');
  return { page, complaints };
}

// axe has been seen to give no answer, and to give it in a new page, which a second try has.
test.setTimeout(60_000);

const mostShift = 0.01;

/**
 * The sum of all layout shifts since the page began to load that no input caused (web.dev/cls, without its windows): up to
 * the moment when its fonts are there, it has nothing left to do, and two more frames are drawn.
 */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let sum = 0;
    const add = (entries: PerformanceEntryList) => {
      for (const entry of entries as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) sum += entry.value;
      }
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    await document.fonts.ready;
    await new Promise((idle) => requestIdleCallback(idle));
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    // What was buffered comes in a task of its own.
    await new Promise((done) => setTimeout(done, 50));
    add(observer.takeRecords());
    return sum;
  });
}

/** Between them these lessons have everything that a lesson can have; levels of the museum are alike. */
const WHOLE = ['the-queue-does-the-locking', 'six-bugs', 'the-bug-museum', 'the-gil-is-a-lock', 'concurrent-futures']
  .map((name) => `lessons/${name}/`)
  .concat('museum/two-transfers/');
/** Stages and the words of code are the same in every lesson. */
const SHARED = ['pre', '[data-stage]'];

for (const path of builtPages()) {
  // Both languages have the same colours and the same parts: one is looked at on a laptop first, the other on a phone.
  const chinese = path.startsWith('zh-cn/');
  const name = path.replace('zh-cn/', '');
  const alike = /^(lessons|museum)\/./.test(name);
  const model = WHOLE.some((one) => name.startsWith(one));
  const whole = !chinese && (!alike || model);
  // A level of the museum differs from another in its texts.
  const looked = whole || model || !/^museum\/./.test(name);
  const looks = looked ? 'has no barrier that axe finds, does not shift' : 'does not shift';

  // One visit for all of it: most of the time goes into loading a page.
  test(`/${path} ${looks}, and fits a window 320 px wide, with targets of 24 px`, async ({ page }) => {
    await page.setViewportSize(chinese ? narrow : wide);
    await open(page, `./${path}`);
    expect(await layoutShift(page)).toBeLessThan(mostShift);
    if (whole) {
      expect(await barriers(page)).toEqual([]);
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
      expect(await barriers(page, { colours: 'only' })).toEqual([]);
    } else if (looked) {
      // All targets are measured below; axe takes three quarters of its time for them.
      expect(await barriers(page, { without: SHARED, colours: 'not', sizes: false })).toEqual([]);
    }

    await page.setViewportSize(narrow);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(narrow.width);
    expect(await smallTargets(page)).toEqual([]);
  });
}
