import type { Page } from '@playwright/test';
import { expect, holdBack, open, test } from './fixtures.ts';
import { choose, inMenu } from './tool.ts';
import { choosePlain, playground } from './workbench.ts';

test.use({ actionTimeout: 30_000 });

const PAGE = 'playground/typescript/';
/** Files of Python, of TypeScript's service, and of a program's threads. */
const PYTHON = /\/pyodide\/|\/worker-|monaco-python/;
const SERVICE = /ts\.worker|monaco-typescript/;
const THREAD = /\/_threads\//;

function fetchedBy(page: Page): (what: RegExp) => number {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return (what) => urls.filter((url) => what.test(url)).length;
}

test('a program runs on threads, is changed and run again; before Run nothing is fetched for it, and Python never', async ({
  page,
}) => {
  const fetched = fetchedBy(page);
  const bench = await playground(page, PAGE);
  await expect(bench.code).toHaveValue(/class WorkManager/);
  expect([fetched(SERVICE), fetched(THREAD)]).toEqual([0, 0]);
  expect(await bench.barriers(), 'before a run').toEqual([]);

  await bench.run();
  await expect(bench.outcome).toContainText('Threads beside main: 9.');
  await expect(bench.output).toContainText('done: job 90');
  await expect(bench.output).toContainText('cost all time: ');
  expect(fetched(THREAD)).toBe(10);
  expect(await bench.barriers(), 'after a run').toEqual([]);

  await bench.run(`import { Queue } from 'queue';
export function main() {
  const queue = new Queue<string>();
  queue.put('from a queue');
  console.log(queue.get());
}
`);
  await expect(bench.output).toHaveText('from a queue');
  await bench.code.press('Control+End');
  await page.keyboard.type('// more');
  await expect(bench.root.getByText('This run was of the code before your last edit.')).toBeVisible();
  expect(fetched(PYTHON)).toBe(0);

  // The draft is as it was left, and runs nothing.
  await page.reload();
  await expect(bench.code).toHaveValue(/from a queue[^]*\/\/ more$/);
  await expect(bench.outcome).toBeEmpty();
});

test('an exception is marked on its line in TypeScript, and the other threads go on', async ({ page }) => {
  const bench = await playground(page, PAGE);
  await bench.run(`import { Thread } from 'threading';

interface Job {
  n: number;
}

export function work({ n }: Job): void {
  if (n === 1)
    throw new RangeError('not one');
  console.log('worked', n);
}

export function main() {
  for (const n of [0, 1]) new Thread({ target: work, args: [{ n }] }).start();
}
`);
  await expect(bench.outcome).toContainText('Thread-2 (work) ended with an uncaught RangeError: not one');
  await expect(bench.output).toContainText('worked 0');
  await expect(bench.output).toContainText(
    /Exception in thread Thread-2 \(work\):\s+RangeError: not one\s+at work \(work_manager\.ts:9:11\)/,
  );
  await expect(bench.root.locator('.ed-numbers .ed-wrong')).toHaveText(['9']);
  await bench.button('line 9').click();
  await expect(bench.code).toBeFocused();
  await page.keyboard.type(' ');
  await expect(bench.root.locator('.ed-numbers .ed-wrong')).toHaveCount(0);
});

test('what TypeScript objects to stands beside its line: a type error is run, what cannot be compiled is not', async ({
  page,
}) => {
  const bench = await playground(page, PAGE);
  await bench.run(`import { sleep } from 'time';\n\nexport function main() {\n  sleep('long');\n}\n`);
  const problems = bench.root.locator('.ed-problems li');
  await expect(problems).toHaveText([
    /line 4.*'string' is not assignable to parameter of type 'number'/,
    /line 4.*ValueError/,
  ]);
  await expect(bench.outcome).toContainText('TypeScript finds 1 error in this program.');

  await bench.run('export function main() {\n  const = 1;\n  console.log("ran");\n}\n');
  await expect(bench.outcome).toHaveText(/cannot compile this\. The first error is in line 2 of work_manager\.ts/);
  await expect(problems.first()).toContainText('line 2');
  await expect(bench.output).toHaveCount(0);

  await bench.run('export const x = 1;\n');
  await expect(bench.outcome).toContainText('a function main that it has to export');
  await bench.run(
    `import { Thread } from 'threading';\nconst hidden = () => {};\nexport const main = () => new Thread({ target: hidden });\n`,
  );
  await expect(bench.outcome).toContainText('write export before it');
  await expect(problems).toContainText(['line 3']);
});

test('a deadlock is seen, and it is said where each thread waits', async ({ page }) => {
  const bench = await playground(page, PAGE);
  await bench.run(`import { Lock, Thread } from 'threading';
export const work = (lock: Lock) => {
  lock.acquire();
};
export function main() {
  const lock = new Lock();
  lock.acquire();
  const thread = new Thread({ target: work, args: [lock] });
  thread.start();
  thread.join();
}
`);
  await expect(bench.outcome).toContainText(/Deadlock after .* s: every thread waits/);
  await expect(bench.outcome).toContainText('MainThread waits in Thread.join, line 10 of work_manager.ts.');
  await expect(bench.outcome).toContainText('Thread-1 (work) waits in Lock.acquire, line 3 of work_manager.ts.');
});

test('Stop ends endless loops at once, and what was printed stays; a flood is bounded, and said', async ({ page }) => {
  const bench = await playground(page, PAGE);
  await bench.write(`import { Thread } from 'threading';
export function spin(): void {
  console.log('spinning');
  for (;;);
}
export function main() {
  new Thread({ target: spin }).start();
  console.log('begun');
  for (;;);
}
`);
  await bench.start();
  await expect(bench.output).toContainText('spinning');
  await expect(bench.output).toContainText('begun');
  await bench.stop();
  await expect(bench.outcome).toContainText(/You stopped it after .* and all its threads with it\./);
  await expect(bench.output).toHaveText(/^\s*(begun\s+spinning|spinning\s+begun)\s*$/);

  await bench.run('export function main() {\n  for (;;) console.log("flood");\n}\n');
  await expect(bench.outcome).toContainText('more than 400,000 characters');
  await expect(bench.root.getByText('characters before this are not shown')).toBeVisible();

  await bench.run('export function main() {\n  console.log(6 * 7);\n}\n');
  await expect(bench.output).toHaveText('42');
});

test('a program reaches neither network nor storage nor the page, and makes no code of text', async ({ page }) => {
  const fetched = fetchedBy(page);
  const bench = await playground(page, PAGE);
  await bench.run(`const world: any = globalThis;
const attempts: Record<string, () => unknown> = {
  fetch: () => world.fetch('/leak'),
  XMLHttpRequest: () => new world.XMLHttpRequest(),
  WebSocket: () => new world.WebSocket('ws://localhost/leak'),
  EventSource: () => new world.EventSource('/leak'),
  importScripts: () => world.importScripts('/leak'),
  Worker: () => new world.Worker('/leak'),
  indexedDB: () => world.indexedDB.open('leak'),
  caches: () => world.caches.open('leak'),
  storage: () => world.navigator.storage.getDirectory(),
  postMessage: () => world.postMessage('leak'),
  eval: () => world.eval('1'),
  Function: () => world.Function('return 1')(),
  constructor: () => (function () {} as any).constructor('return 1')(),
  document: () => world.document.title,
};
export async function main() {
  for (const [name, attempt] of Object.entries(attempts))
    try {
      attempt();
      console.log('open:', name);
    } catch {}
  try {
    await import('/leak' as string);
    console.log('open: import');
  } catch {}
  console.log('all tried');
}
`);
  await expect(bench.output).toHaveText('all tried');
  expect(fetched(/leak/)).toBe(0);
});

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

test.describe('without a network', () => {
  // The second member tells Playwright that the first is the value.
  test.use({ tolerated: [[/ERR_FAILED/, /status of 404/], { scope: 'test' }] });

  test('it is said that TypeScript is missing, loading can be stopped, and Run tries again', async ({ page }) => {
    const bench = await playground(page, PAGE);
    await bench.write('export function main() {\n  console.log("mine");\n}\n');
    await page.route('**/ts.worker*', (route) => route.fulfill({ status: 404, body: 'nothing here' }));
    await bench.run();
    await expect(bench.outcome).toContainText('TypeScript is not where it should be on this server');
    await page.unroute('**/ts.worker*');

    const goOn = await holdBack(page, '**/ts.worker*');
    await bench.start();
    await expect(bench.root.getByRole('progressbar')).toBeVisible();
    await bench.stop();
    await expect(bench.outcome).toHaveText('Stopped.');
    goOn();
    await bench.run();
    await expect(bench.output).toHaveText('mine');
  });
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

test('without shared memory it is said why nothing runs, and the code is still there', async ({ page }) => {
  await page.addInitScript(() => {
    sessionStorage.setItem('isolate-reloaded', 'yes');
    Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
  });
  const bench = await playground(page, PAGE);
  await bench.run();
  await expect(bench.outcome).toContainText('This page has no shared memory');
  await expect(bench.code).toHaveValue(/class WorkManager/);
});

test('the Chinese page says it all in Chinese', async ({ page }) => {
  const bench = await playground(page, `zh-cn/${PAGE}`);
  await expect(page.getByRole('navigation', { name: '程序的语言' })).toBeVisible();
  await bench.run(`export function main() {\n  console.log('ok');\n  throw new Error('x');\n}\n`);
  await expect(bench.outcome).toContainText('程序因异常而结束');
  await expect(bench.outcome).toContainText('没有代码捕获这个异常');
  await expect(bench.root.locator('.ed-problems')).toContainText('第 3 行');
  const text = await bench.root.locator('.wb-bar, .wb-outcome, .ts-library').allInnerTexts();
  expect(text.join(' ')).not.toMatch(/\b(the|and|run|line|threads|ended|program)\b/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('there is a plain field, everything fits, and a program runs', async ({ page }) => {
    const bench = await playground(page, PAGE);
    await choose(page, 'ThreadPool');
    await bench.run();
    await expect(bench.output).toContainText('11 results after');
    await expect(page.locator('[data-editor]')).toHaveAttribute('data-kind', 'plain');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
