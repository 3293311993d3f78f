import type { Page } from '@playwright/test';
import { expect, holdBack, test } from './fixtures.ts';
import { LONG, PYTHON } from './workbench.ts';

const lesson = (slug: string) => `lessons/${slug}/`;

/** Opens a page none of whose scripts comes before the function it gives is called. It fails on a second load. */
async function early(page: Page, path: string): Promise<() => Promise<void>> {
  const letGo = await holdBack(page, /\/_astro\/.*\.js/);
  let loads = 0;
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) loads++;
  });
  await page.goto(path, { waitUntil: 'commit' });
  // Read to its end; its scripts have not run.
  await page.waitForFunction(() => document.readyState !== 'loading');
  return async () => {
    expect(loads, 'the page was not loaded anew').toBe(1);
    letGo();
    await page.waitForLoadState('load');
  };
}

for (const touch of [false, true])
  test.describe(touch ? 'by finger' : 'by mouse', () => {
    test.use({ hasTouch: touch, isMobile: false });
    const press = (page: Page, name: string | RegExp, nth = 0) => {
      const button = page.getByRole('main').getByRole('button', { name }).nth(nth);
      return touch ? button.tap() : button.click();
    };

    test('the theme that is chosen early is the theme', async ({ page }) => {
      const come = await early(page, lesson('five-parts'));
      const dark = page.locator('label[title="Dark"]');
      await (touch ? dark.tap() : dark.click());
      await come();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
    });

    test('a search that is asked for early opens', async ({ page }) => {
      const come = await early(page, '');
      const search = page.getByRole('banner').getByRole('button', { name: 'Search' });
      await (touch ? search.tap() : search.click());
      await come();
      await expect(page.getByRole('searchbox')).toBeFocused();
    });

    test('a listing that is copied early is copied', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const come = await early(page, lesson('the-queue-does-the-locking'));
      await press(page, 'Copy');
      await come();
      await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    });

    test('a lesson that is marked early is done', async ({ page }) => {
      const come = await early(page, lesson('five-parts'));
      await press(page, 'Mark as done');
      await come();
      await expect(page.getByText('Done. Noted on this device.')).toBeVisible();
    });

    test('a prediction and an answer that are given early are judged', async ({ page }) => {
      const come = await early(page, lesson('five-parts'));
      const predict = page.locator('lab-predict').first();
      await predict.locator('label').first().click();
      await press(page, 'Check');
      const quiz = page.locator('lab-quiz [data-question]').first();
      await quiz.locator('label').first().click();
      await quiz.getByRole('button', { name: 'Check' }).click();
      await come();
      await expect(predict.locator('input').first()).toBeChecked();
      await expect(predict.locator('[role=status] > :visible').first()).toBeVisible();
      await expect(quiz.locator('[role=status] > b:visible')).toHaveCount(1);
    });

    test('a step that is taken early is taken', async ({ page }) => {
      const come = await early(page, lesson('five-parts'));
      const stage = page.locator('[data-stage]').first();
      const step = stage.getByRole('button', { name: /^Step / }).first();
      await (touch ? step.tap() : step.click());
      await (touch ? step.tap() : step.click());
      await come();
      await expect(stage.getByText(/^step 2 of/)).toBeVisible();
    });

    for (const slug of ['the-gil-is-a-lock', 'ways-out-measured'])
      test(`Measure of ${slug} measures, and loads no page`, async ({ page }) => {
        const come = await early(page, lesson(slug));
        await press(page, 'Measure');
        await expect(page).toHaveURL(/\/$/);
        await come();
        await expect(page.locator('[data-gil-lab]').first()).not.toHaveAttribute('data-gil-lab', /off|idle/);
        await expect(page).toHaveURL(/\/$/);
      });

    test('a program that is run early runs', async ({ page }) => {
      test.setTimeout(LONG);
      const come = await early(page, lesson('five-parts'));
      const bench = page.locator('[data-workbench]', { hasNot: page.locator('.wb-exercise') }).first();
      const run = bench.getByRole('button', { name: 'Run', exact: true });
      await (touch ? run.tap() : run.click());
      await come();
      await expect(bench.locator('[data-output]')).not.toBeEmpty(PYTHON);
    });

    test('another file of an exercise is opened, and its comparison too', async ({ page }) => {
      const path = lesson('using-threadpool');
      const come = await early(page, path);
      const bench = page.locator('[data-workbench]', { has: page.locator('.wb-exercise') }).first();
      // The solution comes after the hints.
      for (const hint of await page.locator('.exercise', { has: bench }).locator('.hint > summary').all())
        await (touch ? hint.tap() : hint.click());
      const tab = bench.getByRole('tab').last();
      await (touch ? tab.tap() : tab.click());
      const check = bench.getByRole('button', { name: /solution/ });
      await (touch ? check.tap() : check.click());
      await come();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await expect(bench.locator('.wb-beside').first()).toBeVisible();
    });

    test('the menu and the languages of the playground need no script', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const come = await early(page, 'playground/');
      const menu = page.getByRole('button', { name: 'Menu' });
      await (touch ? menu.tap() : menu.click());
      await expect(page.getByRole('link', { name: 'GIL lab' }).first()).toBeVisible();
      await come();
      await expect(page.getByRole('link', { name: 'GIL lab' }).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'TypeScript' }).click();
      await expect(page).toHaveURL(/typescript/);
    });
  });

test.describe('when the script of a part does not come', () => {
  test.use({ tolerated: [[/ERR_FAILED/, /Error hydrating/], { scope: 'test' }], firstVisit: true });

  test('the page says so to whoever presses in vain, and does what was pressed as soon as it comes', async ({
    page,
  }) => {
    const script = /_astro\/Simulator\.[\w-]+\.js/;
    await page.route(script, (route) => route.abort());
    await page.goto('zh-cn/simulator/');
    const step = page.locator('[data-stage]').getByRole('button', { name: /^单步/ }).first();
    await step.click();
    const said = page.getByText('没能取到页面的这一部分');
    await expect(said).toBeVisible();
    await page.unroute(script);
    await step.click();
    await expect(page.getByText(/^第 2 步/)).toBeVisible();
    await expect(said).toBeHidden();
  });

  for (const [path, script, said] of [
    ['class/task/#x', /_astro\/TaskView\.[\w-]+\.js/, 'This part of the page could not be fetched'],
    ['zh-cn/class/', /_astro\/ClassView\.[\w-]+\.js/, '没能取到页面的这一部分'],
  ] as const)
    test(`/${path}, which is one part, says so by itself, and comes with the network`, async ({ page }) => {
      await page.route(script, (route) => route.abort());
      await page.goto(path);
      await expect(page.getByText(said)).toBeVisible();
      await page.unroute(script);
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
      await expect(page.getByText(said)).toBeHidden();
    });

  for (const [path, script, said, again] of [
    ['embed/stage/?scenario=first-pool', /_astro\/EmbedStage\./, 'This frame could not be filled', 'Try again'],
    ['zh-cn/embed/editor/?listing=lost_update', /_astro\/EmbedEditor\./, '这个框架的内容没能加载', '再试一次'],
  ] as const)
    test(`/${path} says first that it is coming, then that it has not come, and tries again`, async ({ page }) => {
      const letGo = await holdBack(page, script);
      await page.goto(path, { waitUntil: 'commit' });
      await expect(page.locator('[data-embed-coming]')).toBeVisible();
      await page.route(script, (route) => route.abort());
      letGo();
      await page.reload();
      await expect(page.getByRole('alert')).toContainText(said);
      await expect(page.locator('[data-embed-coming]')).toBeHidden();
      await page.unroute(script);
      await page.getByRole('button', { name: again }).click();
      await expect(page.locator('[data-stage], [data-workbench]').first()).toBeVisible();
      await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
      await expect(page.locator('[data-embed-coming]')).toBeHidden();
    });

  test('the search says so, and comes when the page is loaded again', async ({ page }) => {
    const script = /_astro\/search\.[\w-]+\.js/;
    await page.route(script, (route) => route.abort());
    await page.goto('');
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('dead');
    await expect(page.getByText('The search could not be fetched')).toBeVisible();
    await page.unroute(script);
    await page.reload();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('deadlock');
    await expect(page.getByRole('listitem').filter({ hasText: 'deadlock' }).first()).toBeVisible();
  });
});

test.describe('when a part throws as it starts', () => {
  test.use({ tolerated: [[/no such thing/], { scope: 'test' }], firstVisit: true });

  for (const [path, said] of [
    ['simulator/', 'This part of the page could not start'],
    ['zh-cn/simulator/', '页面的这一部分没能启动'],
  ] as const)
    test(`/${path} says so, with the browser’s words`, async ({ page }) => {
      await page.addInitScript(() => {
        Reflect.set(Array.prototype, 'toSorted', () => {
          throw new Error('no such thing');
        });
      });
      await page.goto(path);
      const alert = page.getByRole('alert').filter({ hasText: said });
      await expect(alert).toContainText('no such thing');
    });
});

test('a program that is chosen early is the one that is run early', async ({ page }) => {
  test.setTimeout(LONG);
  const come = await early(page, 'playground/');
  await page.getByRole('combobox', { name: 'Programs' }).selectOption('lost_update');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await come();
  await expect(page.locator('[data-output] pre').first()).toContainText('lost_update.py', PYTHON);
});

test('a slash that is pressed early opens the search', async ({ page }) => {
  const come = await early(page, lesson('five-parts'));
  await page.keyboard.press('/');
  await come();
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('arrows that are pressed early step the pool', async ({ page }) => {
  const come = await early(page, lesson('five-parts'));
  const stage = page.locator('[data-stage]').first();
  await stage.scrollIntoViewIfNeeded();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await come();
  await expect(stage.getByText(/^step 3 of/)).toBeVisible();
});

test.describe('in a lesson’s editor', () => {
  const field = (page: Page) => page.locator('[data-editor] .ed-plain:not(.ed-away) textarea').first();
  const caret = (page: Page) => field(page).evaluate((one: HTMLTextAreaElement) => one.selectionStart);
  /** Puts the cursor at the end of the second line, as a click there does. */
  async function secondLine(page: Page): Promise<number> {
    await field(page).click({ position: { x: 20, y: 6 } });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    return caret(page);
  }

  test('what is typed before it is alive is kept, and the cursor stays', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('lab:editor', 'plain'));
    const come = await early(page, lesson('five-parts'));
    const before = await field(page).inputValue();
    const at = await secondLine(page);
    await page.keyboard.type('  # mine');
    await come();
    await expect(page.locator('[data-workbench]').first()).toHaveAttribute('data-ready', '');
    await page.keyboard.type(', too');
    await expect(field(page)).toHaveValue(`${before.slice(0, at)}  # mine, too${before.slice(at)}`);
    expect(await caret(page)).toBe(at + '  # mine, too'.length);
    await page.reload();
    await field(page).focus();
    await expect(field(page)).toHaveValue(/# mine, too/);
  });

  test('what is typed early goes into the code of an earlier visit', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('lab:editor', 'plain'));
    await page.goto(lesson('five-parts'));
    await field(page).focus();
    await expect(page.locator('[data-workbench]').first()).toHaveAttribute('data-ready', '');
    const original = await field(page).inputValue();
    await field(page).fill(`${original}print("earlier")\n`);
    const come = await early(page, `${lesson('five-parts')}?again`);
    await secondLine(page);
    await page.keyboard.type('  # now');
    await come();
    await expect(field(page)).toHaveValue(/# now\n[^]*print\("earlier"\)/);
  });

  test('no letter is lost and none goes astray while the full editor comes', async ({ page }) => {
    await page.goto(lesson('five-parts'));
    const editor = page.locator('[data-editor]').first();
    await field(page).scrollIntoViewIfNeeded();
    await secondLine(page);
    const words = '  # abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789';
    await page.keyboard.type(words, { delay: 20 });
    await expect(editor).toHaveAttribute('data-kind', 'full');
    await page.keyboard.type('!');
    await expect
      .poll(() => editor.locator('.view-lines').evaluate((one) => one.textContent.replaceAll('\u00a0', ' ')))
      .toContain(`${words.trim()}!`);
  });
});
