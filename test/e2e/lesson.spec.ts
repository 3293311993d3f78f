import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

const LESSON = 'lessons/five-parts/';
const predict = (page: Page) => page.locator('lab-predict').first();
const quiz = (page: Page) => page.locator('lab-quiz');
const notKept = (page: Page) => page.getByText('This browser does not let the page keep anything');

test('a prediction is judged with its reason, and is still there after a reload', async ({ page }) => {
  await open(page, LESSON);
  await predict(page).getByRole('button', { name: 'Check' }).click();
  await expect(predict(page)).toContainText('Choose an answer first.');
  await predict(page).getByLabel('At t = 0.3 s').check();
  await predict(page).getByRole('button', { name: 'Check' }).click();
  await expect(predict(page).getByText('Not yet.')).toBeVisible();
  // A hint first: the pool answers.
  await expect(predict(page)).toContainText('Let the pool answer');
  await expect(predict(page).locator('.because')).toBeHidden();
  await predict(page).getByLabel('At t = 0.6 s').check();
  // The pool view was not alive yet; it plays to its end, and the guess is compared where the reader is then.
  await predict(page).getByRole('button', { name: 'Let the pool answer' }).click();
  const stage = page.locator('[data-stage]').first();
  await expect(stage).toBeFocused();
  await expect(page.locator('.answered')).toContainText('You said: At t = 0.6 s. It is: At t = 0.2 s.');
  await expect(page.locator('.answered')).toBeInViewport();
  await expect(stage.getByText(/^step (\d+) of \1/)).toBeVisible();
  await expect(predict(page)).toContainText('You said: At t = 0.6 s. It is: At t = 0.2 s.');
  await predict(page).getByLabel('At t = 0.2 s').check();
  await predict(page).getByRole('button', { name: 'Check' }).click();
  await expect(predict(page).getByText('Right.')).toBeVisible();
  // No reason is asked for here, so ours is shown at once.
  await expect(predict(page).locator('.said')).toHaveText('You said: At t = 0.2 s.');
  await expect(predict(page).locator('.because')).toBeVisible();
  await expect(predict(page)).toContainText('two rounds of 0.1 s');
  await page.reload();
  await expect(predict(page).getByLabel('At t = 0.2 s')).toBeChecked();
});

test('choices have an order that is the learner’s own, and stays', async ({ browser }) => {
  const orders = new Set<string>();
  for (const seed of ['a', 'b', 'c', 'd']) {
    const page = await browser.newPage();
    await page.addInitScript((own) => localStorage.setItem('lab:order', own), seed);
    const order = async () => {
      const values = await predict(page)
        .locator('input')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      return values.join();
    };
    await open(page, LESSON);
    const first = await order();
    await page.reload();
    expect(await order()).toBe(first);
    expect(first.split(',').toSorted().join()).toBe('0,1,2,3');
    orders.add(first);
    await page.close();
  }
  expect(orders.size).toBeGreaterThan(1);
});

test('a reader’s own reason is asked for with a choice, and kept', async ({ page }) => {
  await open(page, LESSON);
  const own = predict(page).getByLabel('Why?');
  await expect(own).toBeHidden();
  await predict(page).getByLabel('At t = 0.3 s').check();
  await own.fill('Two rounds of three.');
  await predict(page).getByRole('button', { name: 'Check' }).click();
  await expect(own).toBeVisible();
  // The second time, the reader's reason stands beside ours.
  await predict(page).getByRole('button', { name: 'Check' }).click();
  await expect(predict(page)).toContainText(
    'You wrote: “Two rounds of three.” Our reason: Three tasks wait side by side',
  );
  await page.reload();
  await predict(page).getByLabel('At t = 0.2 s').check();
  await expect(own).toHaveValue('Two rounds of three.');
});

test('every choice of the quiz explains itself, and the score counts the right ones', async ({ page }) => {
  await open(page, LESSON);
  const first = quiz(page).locator('[data-question]').first();
  await first.getByLabel('In the result queue').check();
  await first.getByRole('button', { name: 'Check' }).click();
  await expect(first).toContainText('so there is no result');
  await first.getByLabel('In the request queue').check();
  await first.getByRole('button', { name: 'Check' }).click();
  await expect(first.getByText('Right.')).toBeVisible();
  await expect(quiz(page)).toContainText('1 of 4 right');
});

test('a lesson marked as done is done on the course page, in both languages', async ({ page }) => {
  await open(page, LESSON);
  await page.getByRole('button', { name: 'Mark as done' }).click();
  await expect(page.getByText('Done. Noted on this device.')).toBeVisible();
  await open(page, 'course/');
  await expect(page.getByText(/^1 of \d+ lessons done/)).toBeVisible();
  await open(page, 'zh-cn/course/');
  await expect(page.getByText(/^已学完 1\/\d+ 课/)).toBeVisible();
});

test.describe('where nothing can be kept, the page says so, and everything else works', () => {
  for (const [what, forbid] of [
    [
      'storage forbidden',
      () =>
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('no', 'SecurityError');
          },
        }),
    ],
    [
      'storage full',
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
  ] as const)
    test(what, async ({ page }) => {
      await page.addInitScript(forbid);
      await open(page, LESSON);
      await expect(notKept(page)).toBeHidden();
      await predict(page).getByLabel('At t = 0.2 s').check();
      await predict(page).getByRole('button', { name: 'Check' }).click();
      await expect(predict(page).getByText('Right.')).toBeVisible();
      await expect(notKept(page)).toBeVisible();
      await page.getByRole('button', { name: 'Mark as done' }).click();
      await expect(page.getByText('Done. Noted on this device.')).toBeVisible();
      const stage = page.locator('[data-stage]').first();
      await stage
        .getByRole('button', { name: /^Step / })
        .first()
        .click();
      await expect(stage.getByText(/^step 1 of/)).toBeVisible();
    });
});

test('the language switch stays on the lesson, and the theme stays chosen', async ({ page }) => {
  await open(page, LESSON);
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.locator('header a[hreflang="zh-CN"]').first().click();
  await expect(page).toHaveURL(/zh-cn\/lessons\/five-parts\/$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.locator('header a[hreflang="en"]').first().click();
  await expect(page).toHaveURL(/\/lessons\/five-parts\/$/);
});

test.describe('search brings the main word first, then lessons and sections with it in their title', () => {
  for (const [path, word, first] of [
    ['', 'callback', /\/glossary\/#/],
    ['', 'daemon threads', /\/glossary\/#/],
    ['', 'unfinished_tasks', /\/(glossary|lessons)\//],
    ['zh-cn/', '超时', /\/zh-cn\/glossary\/#/],
    ['zh-cn/', '回调', /\/zh-cn\/glossary\/#/],
    ['zh-cn/', '守护线程', /\/zh-cn\/glossary\/#/],
  ] as const)
    test(word, async ({ page }) => {
      await open(page, path);
      await page.keyboard.press('/');
      await page.getByRole('searchbox').fill(word);
      const found = page.locator('#search-results a');
      await expect(found.first()).toHaveAttribute('href', first);
      await expect(found.and(page.locator('[href*="/lessons/"]')).first()).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(first);
    });
});

for (const [path, word, said] of [
  ['', 'xyzzy', 'Nothing found for “xyzzy”.'],
  ['zh-cn/', '魑魅魍魉', '没有找到'],
] as const)
  test(`a search for ${word} finds nothing, and says so`, async ({ page }) => {
    await open(page, path);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill(word);
    await expect(page.locator('.search .found')).toContainText(said);
    await expect(page.locator('#search-results a')).toHaveCount(0);
  });

test('what is done to a stage before it is alive is done as soon as it is', async ({ page }) => {
  await page.goto(LESSON);
  const stage = page.locator('[data-stage]').first();
  const still = page.locator('astro-island[ssr]', { has: page.locator('[data-stage]') });
  await expect(still).toHaveCount(1);
  // A click without the pointer's way there, as an assistive tool makes it.
  await stage
    .getByRole('button', { name: /^Step / })
    .first()
    .dispatchEvent('click');
  await expect(stage.getByText(/^step 1 of/)).toBeVisible();
  await expect(still).toHaveCount(0);
});

test('a lesson prints as a handout: boxes to tick, no answers, and notes only for whoever asks', async ({ page }) => {
  await open(page, 'lessons/repair-it/');
  const first = predict(page);
  // A wrong one, wherever this learner has it.
  await first.locator('input[value="0"]').check();
  await first.getByRole('button', { name: 'Check' }).click();
  await expect(first.getByText('Not yet.')).toBeVisible();
  const notes = page.getByText('40 minutes with a group');
  // Paper has no pointer: what moves under it must not look pointed at.
  await page.mouse.move(0, 0);
  await page.emulateMedia({ media: 'print' });
  await expect(first.locator('.choice').first()).toBeVisible();
  await expect(first.locator('.check')).toBeHidden();
  for (const input of [first.locator('input').first(), quiz(page).locator('input').first()])
    await expect(input).toHaveCSS('appearance', 'none');
  await expect(first.locator('.choice').first()).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await expect(notes).toBeHidden();
  await expect(page.locator('.hint, .solution').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText('The page has the files of this exercise here').first()).toBeVisible();
  await expect(
    page.locator('[data-stage] button:visible:not(.st-name), .exercise [data-workbench]:visible'),
  ).toHaveCount(0);
  await expect(page.locator('.lesson-head')).toContainText(page.url().replace(/#.*/, ''));

  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('with hints, solutions and notes').check();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.facilitator')).toBeVisible();
  await expect(page.locator('.hint, .solution').filter({ visible: true })).not.toHaveCount(0);
});

test('on paper a lesson is black on white, its threads have names, and all numbers of its sources are whole', async ({
  page,
}) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page, 'lessons/work-manager-step-by-step/');
  const black = 'rgb(0, 0, 0)';
  for (const name of ['.prose > p', '.prose a', '.tk-keyword', '.tk-string', '.st-said'])
    await expect(page.locator(name).first()).toHaveCSS('color', black);
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('.st-lane:visible .st-name').first()).toHaveText('main');
  // As high as what is in it: a height of the window's left half a page empty.
  const stage = page.locator('.st:visible').first();
  const left = await stage.evaluate((all) => all.clientHeight - all.querySelector('.st-screen')!.scrollHeight);
  expect(left).toBeLessThan(2);
  const ten = await page.evaluate(() => {
    const list = document.querySelector<HTMLElement>('.sources ol')!;
    const text = document.createElement('canvas').getContext('2d')!;
    text.font = getComputedStyle(list).font;
    return { needed: text.measureText('20. ').width, there: Number.parseFloat(getComputedStyle(list).paddingLeft) };
  });
  expect(ten.there).toBeGreaterThan(ten.needed);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeLessThan(12);
});
