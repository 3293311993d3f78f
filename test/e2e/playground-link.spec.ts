import type { Browser } from '@playwright/test';
import { expect, listen, test } from './fixtures.ts';
import { choose, inMenu } from './tool.ts';
import { type Workbench, LONG, playground, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

const SENT = `import threading


def say(word):
    print(word)


for word in ("one", "two"):
    threading.Thread(target=say, args=(word,)).start()
`;
const carried = (bench: Workbench) => bench.root.locator('[data-carried]');

/** Another learner, at another device, opens the playground. */
async function another(browser: Browser, baseURL: string): Promise<Workbench> {
  const context = await browser.newContext({ baseURL });
  return playground(await context.newPage());
}

test('a link carries a program and a moment; nothing runs until it is asked for, and own code is not lost', async ({
  page,
  browser,
  baseURL,
}) => {
  const bench = await playground(page);
  await bench.run(SENT);
  await bench.button('Step through this run').click();
  await expect(bench.stage.getByText(/^step 0 of [1-9]/)).toBeVisible(PYTHON);
  for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowRight');
  await bench.stage
    .locator('.st-lane')
    .getByRole('button', { name: /^Step (MainThread|Thread-\d \(say\))$/ })
    .last()
    .click();
  await expect(bench.stage.getByText('Your choices override the schedule')).toBeAttached(PYTHON);
  const shown = async ({ stage }: Workbench) => [
    await stage.getByText(/^step \d+ of \d+$/).textContent(),
    await stage.locator('.st-say').textContent(),
  ];
  await expect.poll(async () => (await bench.place())[0]).toBe(3);
  const sent = await shown(bench);
  await (await inMenu(page, 'Program', 'Copy a link to this')).click();
  await expect(page).toHaveURL(/#1\.\w+\.[\w-]+$/);

  const other = await another(browser, baseURL!);
  const complaints = await listen(other.page);
  await other.write('# mine\n');
  await other.page.goto('course/');
  const fetched: string[] = [];
  other.page.on('request', (request) => void fetched.push(request.url()));
  await other.page.goto(page.url());
  await expect(carried(other)).toContainText('This link carries a program: first_pool.py, threadpool.py');
  await expect(carried(other)).toContainText('to be shown after 3 steps');
  await expect(carried(other)).toContainText('Nothing has been run.');
  await expect(other.code).toHaveValue('# mine\n');
  expect(fetched.filter((url) => url.includes('/pyodide/'))).toEqual([]);
  await carried(other).getByRole('button', { name: 'Open it at step 3' }).click();
  await expect(other.code).toHaveValue(SENT);
  await expect(other.stage).toBeVisible(PYTHON);
  await expect.poll(() => shown(other)).toEqual(sent);
  await other.button('Back to editing').click();
  await other.button('Bring back my code').click();
  await expect(other.code).toHaveValue('# mine\n');
  expect(complaints).toEqual([]);
  await other.page.context().close();
});

test('a link that is damaged, newer or about something else is said to, and the code stays', async ({ page }) => {
  const bench = await playground(page);
  await bench.write('# mine\n');
  for (const [hash, said] of [
    ['#1.abc.xyz', 'This link is damaged'],
    ['#9.abc.xyz', 'newer version'],
  ] as const) {
    await page.goto(`playground/${hash}`);
    await expect(page.getByRole('alert')).toContainText(said);
    await expect(bench.code).toHaveValue('# mine\n');
  }
  await page.goto('zh-cn/playground/#1.abc.xyz');
  await expect(page.getByRole('alert')).toContainText('这个链接已损坏');
});

test('a megabyte of code goes into a link, and comes out of it', async ({ page, browser, baseURL }) => {
  const bench = await playground(page);
  // Numbers that do not repeat, so that packing them makes them little shorter.
  let seed = 1;
  const line = () =>
    `# ${Array.from({ length: 15 }, () => (seed = (seed * 48271) % 2147483647).toString(36)).join('')}`;
  const code = `print("long")\n${Array.from({ length: 11_500 }, line).join('\n')}\n`;
  expect(code.length).toBeGreaterThan(900_000);
  // As a paste does it; typed, so much would take minutes.
  await bench.code.evaluate((field: HTMLTextAreaElement, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, code);
  await (await inMenu(page, 'Program', 'Copy a link to this')).click();
  await expect(bench.root.getByText(/The link has \d+ KB|The link is in the address bar/)).toBeVisible();
  const other = await another(browser, baseURL!);
  await other.page.goto('course/');
  await other.page.goto(page.url());
  await carried(other).getByRole('button', { name: 'Open it here' }).click();
  await expect(other.code).toHaveValue(code);
  await other.page.context().close();
});

test('code is there after a reload, each example’s its own, and can be set back', async ({ page }) => {
  const bench = await playground(page);
  const original = await bench.code.inputValue();
  await bench.write('# mine\n');
  await choose(page, 'Two locks');
  await expect(bench.code).toHaveValue(/lock_a/);
  await bench.write('# mine too\n');
  await page.reload();
  await expect(bench.code).toHaveValue('# mine too\n');
  await choose(page, 'A first pool');
  await expect(bench.code).toHaveValue('# mine\n');
  await bench.button('Reset to original').click();
  await expect(bench.code).toHaveValue(original);
  await bench.button('Bring back my code').click();
  await expect(bench.code).toHaveValue('# mine\n');
});
