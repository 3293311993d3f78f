import type { Locator, Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { chooseTheme, expect, holdBack, listen, open, test } from './fixtures.ts';

const PAGE = '/playground/';

/** The first editor of a page, alive. */
async function editorOf(page: Page): Promise<Locator> {
  await open(page, PAGE);
  const editor = page.locator('[data-editor]').first();
  await expect(plain(editor)).toBeEditable();
  return editor;
}
const plain = (editor: Locator) => editor.locator('.ed-plain:not(.ed-away) textarea');
/** The text on show in the full editor, in no certain order. */
const lines = (editor: Locator) => editor.locator('.view-lines');
const kind = (editor: Locator) => editor.getAttribute('data-kind');
const other = (editor: Locator) => editor.locator('[data-other]');

async function loadFull(editor: Locator) {
  await plain(editor).click({ position: { x: 300, y: 20 } });
  await expect(editor).toHaveAttribute('data-kind', 'full');
}

/** Types a line of its own at the top, in whichever field is shown. */
async function typeAtTop(page: Page, editor: Locator, text: string) {
  if ((await kind(editor)) === 'full') await lines(editor).click();
  else await plain(editor).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(`${text}\n`);
}

/** The learner has chosen the plain editor before. */
const choosePlain = (page: Page) => page.addInitScript(() => localStorage.setItem('lab:editor', 'plain'));

test.describe('the full editor', () => {
  test('comes when somebody clicks into the code, and not a letter of it moves', async ({ page }) => {
    const editor = await editorOf(page);
    const place = (selector: string) =>
      editor.evaluate((root, selector) => {
        const texts = document.createTreeWalker(root.querySelector(selector)!, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        range.setStart(texts.nextNode()!, 0);
        range.setEnd(texts.currentNode, 1);
        const { x, y, width } = range.getBoundingClientRect();
        return [x, y, width].map((value) => Math.round(value * 10) / 10);
      }, selector);
    const before = await place('.ed-text > pre');
    const size = await editor.boundingBox();
    await loadFull(editor);
    await expect.poll(() => place('.view-line')).toEqual(before);
    expect(await editor.boundingBox()).toEqual(size);
  });

  test('takes the cursor along, and what was typed while it came', async ({ page }) => {
    const letGo = await holdBack(page, /monaco\.[^/]*\.js/);
    const editor = await editorOf(page);
    await plain(editor).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# one');
    letGo();
    await expect(editor).toHaveAttribute('data-kind', 'full');
    await page.keyboard.type(' two\n');
    await expect(lines(editor)).toContainText('# one two');
  });

  test('takes the selection along, so that what is pasted stands for it', async ({ page }) => {
    const editor = await editorOf(page);
    await plain(editor).focus();
    await page.keyboard.press('Control+A');
    await expect(editor).toHaveAttribute('data-kind', 'full');
    await page.keyboard.insertText('all = "new"');
    await expect(lines(editor)).toHaveText('all = "new"');
  });

  test('completes the members of a module', async ({ page }) => {
    const editor = await editorOf(page);
    await loadFull(editor);
    await typeAtTop(page, editor, 'import queue');
    await page.keyboard.type('queue.Pri', { delay: 40 });
    await expect(page.locator('.suggest-widget')).toContainText('PriorityQueue');
    await page.keyboard.press('Enter');
    await expect(lines(editor)).toContainText('queue.PriorityQueue');
  });

  test('lets Tab go once Ctrl+M was pressed, and says so', async ({ page }) => {
    const editor = await editorOf(page);
    await loadFull(editor);
    await expect(editor.locator('.ed-hint:not(.no-js)')).toContainText('Ctrl+M');
    const inside = () => editor.locator('.ed-host').evaluate((host) => host.contains(document.activeElement));
    await page.keyboard.press('Tab');
    await expect.poll(inside).toBe(true);
    await page.keyboard.press('Control+M');
    await page.keyboard.press('Tab');
    await expect.poll(inside).toBe(false);
  });

  test('takes the colours of a theme chosen while it is open', async ({ page }) => {
    await chooseTheme(page, 'light');
    const editor = await editorOf(page);
    await loadFull(editor);
    const ground = () =>
      editor.locator('.monaco-editor-background').evaluate((node) => getComputedStyle(node).backgroundColor);
    await expect.poll(ground).toBe('rgb(245, 243, 236)');
    await page.locator('input[name="theme"][value="dark"]').check({ force: true });
    await expect.poll(ground).toBe('rgb(12, 18, 24)');
  });

  test('is asked for once, and only by who wants it', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => void (/monaco/.test(request.url()) && asked.push(request.url())));
    const editor = await editorOf(page);
    expect(asked).toEqual([]);
    await loadFull(editor);
    expect(new Set(asked).size).toBe(asked.length);
  });
});

test.describe('the plain editor', () => {
  test('has the same text when somebody changes over, and there and back loses nothing', async ({ page }) => {
    const editor = await editorOf(page);
    await loadFull(editor);
    await typeAtTop(page, editor, '# from the full one');
    await editor.getByRole('button', { name: 'Plain editor' }).click();
    await expect(plain(editor)).toHaveValue(/^# from the full one\n/);
    await typeAtTop(page, editor, '# from the plain one');
    await editor.getByRole('button', { name: 'Full editor' }).click();
    await expect(lines(editor)).toContainText('# from the plain one');
  });

  test('stays plain on the next visit, if it was chosen', async ({ page }) => {
    await choosePlain(page);
    const editor = await editorOf(page);
    await plain(editor).click();
    await page.waitForTimeout(500);
    expect(await kind(editor)).toBe('plain');
  });

  test('does not trap Tab, and indents a new line as Python does', async ({ page }) => {
    await choosePlain(page);
    const editor = await editorOf(page);
    await plain(editor).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('while True:\npass\n');
    await expect(plain(editor)).toHaveValue(/^while True:\n {4}pass\n/);
    await page.keyboard.press('Tab');
    await expect(plain(editor)).not.toBeFocused();
  });

  test.describe('where the full one cannot be fetched', () => {
    // The second member tells Playwright that the first is the value.
    test.use({ tolerated: [[/monaco/, /ERR_FAILED/], { scope: 'test' }] });

    test('goes on, says why, and tries again when asked', async ({ page }) => {
      await page.route(/monaco\.[^/]*\.js/, (route) => route.abort());
      const editor = await editorOf(page);
      await plain(editor).focus();
      await expect(editor.getByText('could not be loaded')).toBeVisible();
      await typeAtTop(page, editor, '# still here');
      await page.unroute(/monaco\.[^/]*\.js/);
      await editor.getByRole('button', { name: 'Try again' }).click();
      await expect(editor).toHaveAttribute('data-kind', 'full');
      await expect(lines(editor)).toContainText('# still here');
    });
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('the code is a plain field, and nothing is wider than the screen', async ({ page }) => {
    const editor = await editorOf(page);
    await plain(editor).tap();
    await page.waitForTimeout(500);
    expect(await kind(editor)).toBe('plain');
    await expect(editor.getByRole('button', { name: 'Full editor' })).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test.describe('a draft', () => {
  test('survives a reload, is marked as edited, and a reset can be taken back', async ({ page }) => {
    await choosePlain(page);
    const editor = await editorOf(page);
    const original = await plain(editor).inputValue();
    await typeAtTop(page, editor, '# mine');
    await page.reload();
    await expect(plain(editor)).toHaveValue(`# mine\n${original}`);
    await expect(editor.getByText('You have edits.')).toBeVisible();
    await editor.getByRole('button', { name: 'Reset to original' }).click();
    await expect(plain(editor)).toHaveValue(original);
    await editor.getByRole('button', { name: 'Bring back my code' }).click();
    await expect(plain(editor)).toHaveValue(`# mine\n${original}`);
  });

  test('is never overwritten by another tab: each is asked', async ({ page, context }) => {
    await choosePlain(page);
    const first = await editorOf(page);
    const secondPage = await context.newPage();
    const complaints = await listen(secondPage);
    const second = await editorOf(secondPage);
    await typeAtTop(page, first, '# first');
    await expect(other(second)).toBeVisible();
    await typeAtTop(secondPage, second, '# second');
    await expect(plain(second)).toHaveValue(/^# second\n/);
    await secondPage.reload();
    await expect(plain(second)).toHaveValue(/^# second\n/);
    await expect(plain(first)).toHaveValue(/^# first\n/);
    await expect(other(first)).toBeHidden();

    await second.getByRole('button', { name: 'Keep mine' }).click();
    await expect(other(second)).toBeHidden();
    await expect(other(first)).toBeVisible();
    await first.getByRole('button', { name: 'Use the other tab’s code' }).click();
    await expect(plain(first)).toHaveValue(/^# second\n/);
    await expect(other(first)).toBeHidden();
    await first.getByRole('button', { name: 'Bring back my code' }).click();
    await expect(plain(first)).toHaveValue(/^# first\n/);
    expect(complaints).toEqual([]);
  });

  test('that cannot be kept stays on the page, which says so', async ({ page }) => {
    await choosePlain(page);
    const editor = await editorOf(page);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await typeAtTop(page, editor, '# mine');
    await expect(editor.getByText('The storage of this browser is full')).toBeVisible();
    await expect(plain(editor)).toHaveValue(/^# mine\n/);
  });
});

for (const [theme, colours] of [['light'], ['dark', 'only']] as const) {
  test(`both kinds of field are accessible in the ${theme} theme`, async ({ page }) => {
    await chooseTheme(page, theme);
    const editor = await editorOf(page);
    const wrong = () => barriers(page, { within: '[data-editor]', colours });
    expect(await wrong()).toEqual([]);
    await loadFull(editor);
    await typeAtTop(page, editor, '# mine');
    expect(await wrong()).toEqual([]);
  });
}
