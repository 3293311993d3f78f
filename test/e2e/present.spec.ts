import type { BrowserContext, Page } from '@playwright/test';
import { expect, listen, open, test } from './fixtures.ts';
import { faultsOnWall } from './wall.ts';

// A clock that a test has taken over stays with its browser context.
test.use({ firstVisit: true });

const LESSON = './lessons/the-queue-does-the-locking/';
const bar = (page: Page) => page.getByRole('navigation', { name: 'Presenting' });
const place = (page: Page, screen: number) =>
  expect(bar(page)).toContainText(new RegExp(`Back\\s*Next\\s*${screen} / `));
const shown = (page: Page) => page.locator('.prose > :visible:not([data-off])');

async function present(page: Page, hash = ''): Promise<void> {
  await open(page, `${LESSON}?present${hash}`);
  await expect(bar(page)).toBeVisible();
}

async function another(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  expect(await listen(page)).toEqual([]);
  await page.goto(url);
  await expect(bar(page)).toBeVisible();
  return page;
}

test('a lesson is presented one idea a screen, and Esc goes back to where it was in the page', async ({ page }) => {
  await open(page, LESSON);
  await page.getByRole('link', { name: 'Present this lesson' }).click();
  await place(page, 1);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('For the instructor')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(page.locator('#take-or-none')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The queue does the locking: an exercise');
  await page.keyboard.press('ArrowRight');
  await expect(shown(page).first()).toHaveText('One item, two threads');
  await page.keyboard.press('PageDown');
  await expect(shown(page)).toHaveCount(1);
  await expect(page.locator('#check-then-act')).toBeVisible();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowLeft');
  await place(page, 3);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(page).toHaveURL(/locking\/#one-item-two-threads$/);
  await expect(page.getByText('For the instructor')).toBeVisible();
});

test('a reload keeps the screen, and a section’s address leads to its screen', async ({ page }) => {
  await present(page, '#three-conditions');
  await expect(shown(page).first()).toHaveText('Three conditions');
  await page.keyboard.press('ArrowRight');
  await expect(shown(page).first()).toHaveText('Waiting for an item');
  await page.reload();
  await expect(shown(page).first()).toHaveText('Waiting for an item');
});

test('a stage that has the focus keeps its keys, the clicker moves, and Esc gives the keys back', async ({ page }) => {
  await present(page, '#queue-basics');
  const stage = page.locator('#queue-basics');
  await page.keyboard.press('ArrowLeft');
  await expect(stage).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(stage.getByText(/^step 0 of/)).toBeVisible();
  await stage
    .getByRole('button', { name: /^Step / })
    .first()
    .click();
  await expect(stage.getByText(/^step 1 of/)).toBeVisible();
  await expect(bar(page)).toContainText('The keys belong to what you are using.');
  await page.keyboard.press('ArrowRight');
  await expect(stage.getByText(/^step 2 of/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toContainText('→ ← Space PageUp PageDown: move.');
  await page.keyboard.press('ArrowRight');
  await expect(stage).toBeHidden();
  await page.keyboard.press('ArrowLeft');
  await expect(stage.getByText(/^step 2 of/)).toBeVisible();
});

test('the lesson on the wall and its notes move together, whichever is moved', async ({ page, context }) => {
  await present(page);
  const opening = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Open the notes window' }).click();
  const notes = await opening;
  await expect(notes.getByRole('complementary')).toContainText('30 minutes with a group');
  await expect(bar(page)).toContainText('In step: 1 × notes.');
  await expect(bar(notes)).toContainText('In step: 1 × the lesson.');
  const heading = notes.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('The queue does the locking');
  await page.keyboard.press('PageDown');
  await place(notes, 2);
  await expect(heading).toHaveCount(1);
  await expect(notes.locator('[data-next]')).toContainText('The queue does the locking: an exercise');
  await notes.keyboard.press('ArrowRight');
  await place(page, 3);
  const second = await another(context, `${page.url().replace(/#.*/, '')}`);
  await place(second, 3);
  await expect(bar(page)).toContainText('In step: 1 × the lesson, 1 × notes.');
  await second.keyboard.press('ArrowRight');
  await place(page, 4);
  await place(notes, 4);
  const closed = notes.waitForEvent('close');
  // The window may be gone before the key comes up.
  await notes.keyboard.press('Escape').catch(() => {});
  await closed;
  await expect(bar(page)).toContainText('In step: 1 × the lesson.');
});

test('the timer starts, pauses, outlives a reload and is reset', async ({ page }) => {
  await page.clock.install();
  await page.goto(`${LESSON}?notes`);
  const timer = page.getByRole('timer');
  await expect(timer).toHaveText('0:00');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.clock.runFor(65_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(timer).toHaveText('1:05');
  await page.reload();
  await expect(timer).toHaveText('1:05');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(timer).toHaveText('0:00');
});

test('where windows cannot be kept in step, or none may be opened, that is said', async ({ page }) => {
  await page.addInitScript(() => {
    delete (globalThis as { BroadcastChannel?: unknown }).BroadcastChannel;
    window.open = () => null;
  });
  await present(page);
  await expect(bar(page)).toContainText('This browser cannot keep two windows in step');
  await page.getByRole('button', { name: 'Open the notes window' }).click();
  await expect(page.getByRole('alert')).toContainText('?notes#screen-1');
  await page.keyboard.press('ArrowRight');
  await place(page, 2);
});

test('whoever does not present downloads nothing for it', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page, LESSON);
  expect(fetched.filter((url) => /\/present[^/]*$/.test(url))).toEqual([]);
});

test('B makes the wall dark, any key lights it, Home and End go to the ends; the notes count the plan down', async ({
  page,
}) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const lessons = ['five-parts', 'the-queue-does-the-locking'];
    const minutes = { 'pause-hello': 5, 'five-parts': 10, 'the-queue-does-the-locking': 20 };
    const pauses = [{ id: 'pause-hello', title: 'Welcome' }];
    const order = ['pause-hello', ...lessons];
    const plan = { title: '', lessons, exercises: [], policy: null, granularity: null, minutes, pauses, order };
    localStorage.setItem('lab:class', JSON.stringify(plan));
  });
  await present(page);
  await page.keyboard.press('End');
  const last = await bar(page).locator('b').first().textContent();
  expect(last).toMatch(/^(\d+) \/ \1$/);
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: 'Show the screen again' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Show the screen again' })).toHaveCount(0);
  await expect(bar(page)).toContainText(last!);
  await page.keyboard.press('Home');
  await place(page, 1);
  await page.goto(`${LESSON}?notes`);
  // Else the seconds that the test takes would count too.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  // Five minutes, ten and twenty, of which four are gone, and then six.
  await expect(page.locator('[data-plan-left]')).toHaveText('35:00 left, by the plan');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.clock.runFor(240_000);
  await expect(page.locator('[data-plan-left]')).toHaveText('31:00 left, by the plan');
  await expect(page.locator('[data-plan-now]')).toHaveText('Now, by the plan: Welcome, 1:00 left');
  await page.clock.runFor(120_000);
  await expect(page.locator('[data-plan-now]')).toHaveText('Now, by the plan: lesson 1 of the class, 9:00 left');
});

test('at 1280 and at 1920 a pool view is on the slide as a whole, in text of 20 px or more, and a listing is split', async ({
  page,
}) => {
  await present(page, '#queue-basics');
  const stage = page.locator('#queue-basics');
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    const seen = await stage.evaluate((whole) => {
      const texts = [...whole.querySelectorAll<HTMLElement>('*')].filter(
        (each) =>
          each.checkVisibility() &&
          each.offsetHeight > 2 &&
          [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
      );
      const pool = whole.querySelector('.st-pool')!;
      return {
        texts: texts.length > 20,
        smallest: Math.min(...texts.map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
        hidden: pool.scrollHeight - pool.clientHeight,
        scrolled: document.documentElement.scrollHeight - innerHeight,
      };
    });
    expect(seen).toEqual({ texts: true, smallest: width / 64, hidden: 0, scrolled: 0 });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  const lines = page.locator('.prose > figure:not(.output) .line:visible');
  const seen: string[] = [];
  await page.keyboard.press('Home');
  const screens = Number((await bar(page).locator('b').first().textContent())!.split('/')[1]);
  for (let screen = 1; screen <= screens; screen++) {
    await place(page, screen);
    const code = await lines.evaluateAll((all) =>
      all.map((line) => [line.textContent, line.getBoundingClientRect().bottom] as const),
    );
    for (const [text, bottom] of code) {
      expect(bottom).toBeLessThan(720 - 45);
      if (text.trim()) seen.push(text);
    }
    await page.keyboard.press('ArrowRight');
  }
  const all = await page.locator('.prose > figure:not(.output) .line').allTextContents();
  expect(all.length).toBeGreaterThan(50);
  expect(seen).toEqual(all.filter((text) => text.trim()));
});

// Together they have all kinds of blocks: charts, sliders, curves, trees, lists and tables that are split, exercises that are cut.
for (const [lesson, width, height] of [
  ['lessons/how-many-workers', 1280, 720],
  ['lessons/write-your-own-pool', 1920, 1080],
  ['zh-cn/lessons/ways-out-measured', 1280, 720],
  ['zh-cn/lessons/what-is-atomic', 1920, 1080],
  ['zh-cn/lessons/five-parts', 1280, 720],
] as const)
  test(`every screen of ${lesson} fits on a wall of ${width} × ${height}, in text of ${width / 64} px or more`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open(page, `./${lesson}/?present`);
    await expect(page.locator('.present-bar')).toBeVisible();
    const { screens, texts, faults } = await faultsOnWall(page);
    expect(screens).toBeGreaterThan(15);
    expect(texts).toBeGreaterThan(200);
    expect(faults).toEqual([]);
  });
