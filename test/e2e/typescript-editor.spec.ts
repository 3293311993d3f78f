import { expect, holdBack, open, test } from './fixtures.ts';
import { inMenu } from './tool.ts';
import { fetchedBy, PAGE, PYTHON, SERVICE, THREAD } from './typescript-page.ts';
import { choosePlain, playground } from './workbench.ts';

test.use({ actionTimeout: 30_000 });

test('the full editor knows the library, and says what is wrong while one types', async ({ page }) => {
  const fetched = fetchedBy(page);
  await open(page, PAGE);
  const editor = page.locator('[data-editor]');
  await editor.locator('textarea').first().focus();
  await expect(editor).toHaveAttribute('data-kind', 'full');
  await expect(editor.locator('.monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(
    "import { Queue } from 'queue';\nconst q = new Queue<number>(3);\nq.putNowait('three');\n",
  );
  const problem = editor.locator('.ed-problems li');
  await expect(problem).toHaveText(/line 3.*'string' is not assignable to parameter of type 'number'/);
  await expect(editor.locator('.squiggly-error')).toHaveCount(1);
  await expect(editor.locator('.line-numbers.ed-wrong')).toHaveText('3');
  // The service that found the error also completes names.
  await page.keyboard.type('q.getNo');
  await expect(page.locator('.suggest-widget')).toContainText('getNowait');
  // Monaco's style sheets have come with it.
  await expect(page.locator('.suggest-widget')).toHaveCSS('z-index', '40');
  await page.keyboard.press('Tab');
  await expect(editor.locator('.view-lines')).toContainText('q.getNowait');
  expect(fetched(PYTHON)).toBe(0);
  expect(fetched(THREAD)).toBe(0);
});

test('what is written at the moment the full editor is there stays: TypeScript comes later and takes it as it is', async ({
  page,
}) => {
  await page.addInitScript((text) => {
    function paste({ target }: FocusEvent) {
      if (!(target as Element).closest('.monaco-editor')) return;
      document.removeEventListener('focusin', paste);
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      queueMicrotask(() => target!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true })));
    }
    document.addEventListener('focusin', paste);
  }, "export const pasted: number = 'at once';\n");
  await open(page, PAGE);
  const editor = page.locator('[data-editor]');
  await editor.locator('textarea').first().focus();
  await expect(editor.locator('.ed-problems li')).toContainText("'string' is not assignable to type 'number'");
  await expect(editor.locator('.view-lines')).toContainText('pasted');
});

test('a link carries the program; whoever opens it sees that first, and nothing runs', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const bench = await playground(page, PAGE);
  await bench.write('export function main() {\n  console.log("carried");\n}\n');
  await (await inMenu(page, 'Program', 'Copy a link to this')).click();
  await expect(bench.root.getByText(/^Copied\./)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await choosePlain(other);
  const fetched = fetchedBy(other);
  await other.goto(link.replace('/typescript/', '/typescript/?again'));
  const carried = other.locator('[data-carried]');
  await expect(carried).toContainText('This link carries a program: work_manager.ts, 4 lines. Nothing has been run.');
  await carried.getByRole('button', { name: 'Open it here' }).click();
  await expect(other.locator('.ed-plain textarea')).toHaveValue(/carried/);
  expect([fetched(SERVICE), fetched(THREAD)]).toEqual([0, 0]);
  await other.goto(link.replace(/\..{20}/, '.'));
  await other.reload();
  await expect(other.getByRole('alert')).toContainText('This link is damaged');
  await other.close();
});

test('Python and TypeScript are one link apart; TypeScript is not fetched where Python is edited', async ({ page }) => {
  const fetched = fetchedBy(page);
  await open(page, 'playground/');
  const languages = page.getByRole('navigation', { name: 'Language of the programs' });
  await expect(languages.getByRole('link', { name: 'Python' })).toHaveAttribute('aria-current', 'page');
  const editor = page.locator('[data-editor]');
  await editor.locator('textarea').first().focus();
  await expect(editor).toHaveAttribute('data-kind', 'full');
  await page.waitForLoadState('networkidle');
  expect(fetched(SERVICE)).toBe(0);
  await languages.getByRole('link', { name: 'TypeScript' }).click();
  await expect(page).toHaveURL(/\/playground\/typescript\/$/);
  await languages.getByRole('link', { name: 'Python' }).click();
  await expect(page).toHaveURL(/\/playground\/$/);
});

test('what is edited while TypeScript is on its way is what runs, and no run of older code', async ({ page }) => {
  const bench = await playground(page, PAGE);
  const goOn = await holdBack(page, '**/ts.worker*');
  await bench.write('export function main() {\n  console.log("first");\n}\n');
  await bench.start();
  await expect(bench.root.getByRole('progressbar')).toBeVisible();
  await bench.write('export function main() {\n  console.log("second");\n}\n');
  goOn();
  await expect(bench.output).toHaveText('second');
  await expect(bench.root).not.toContainText('before your last edit');
  await expect(bench.code).toHaveValue(/second/);
});
