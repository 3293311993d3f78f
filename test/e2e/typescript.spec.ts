import { readFileSync } from 'node:fs';
import { expect, holdBack, open, test } from './fixtures.ts';
import { choose } from './tool.ts';
import { fetchedBy, PAGE, PYTHON as PYTHON_FILES, SERVICE, THREAD } from './typescript-page.ts';
import { choosePlain, playground, PYTHON, Workbench } from './workbench.ts';

test.use({ actionTimeout: 30_000 });

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
  expect(fetched(PYTHON_FILES)).toBe(0);

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

test.describe('without a network', () => {
  // The second member tells Playwright that the first is the value.
  test.use({ tolerated: [[/ERR_FAILED/, /status of 404/], { scope: 'test' }], firstVisit: true });

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

test('an exercise in TypeScript is graded by what it does, and one that holds is noted', async ({ page }) => {
  await choosePlain(page);
  await open(page, 'lessons/the-same-pool-on-web-workers/');
  const bench = new Workbench(page, page.locator('[data-workbench="ts-lesson-a-semaphore"]'));
  const graded = bench.root.locator('[data-grade="true"], [data-grade="false"]');
  await bench.root.scrollIntoViewIfNeeded();
  await bench.code.hover();
  await expect(bench.code).toBeEditable();
  await bench.button('Check my code').click();
  await expect(graded).toHaveText('2 of 2 do not hold yet.', PYTHON);
  await expect(bench.root).toContainText('These threads wait for ever: MainThread, Thread-1 (enter).');

  // The run that fails is stepped, by keys.
  await bench.button('See how').first().click();
  const stage = bench.root.locator('[data-stage]');
  await expect(stage).toBeFocused(PYTHON);
  await expect(bench.root.getByText(/^In this run, .* fails: No thread can go on\./)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(stage.locator('.st-at')).toContainText('step 1 of ');
  await expect(stage.locator('.st-said')).toHaveText(
    /^MainThread begins and comes to line \d+: Int32Array\[0\] = 0\.$/,
  );
  await expect(stage.locator('.st-listing .st-title')).toHaveText('check.ts');

  await bench.write(readFileSync('lessons/programs/semaphore.ts', 'utf8'));
  await bench.button('Check my code').click();
  // 4 + 15 + 4
  await expect(graded).toHaveText('All of it holds: your code survived 23 schedules in 3 situations.', PYTHON);
  await expect(page.getByText(/^Passed on .* \(schedules: 23\)\./)).toBeVisible();
});

test('a program gets a second file, which the first imports', async ({ page }) => {
  const bench = await playground(page, PAGE);
  await bench.root.getByRole('button', { name: 'New file' }).click();
  const name = bench.root.getByLabel('Name of the new file');
  await name.fill('tasks.py');
  await expect(bench.root.getByText('with .ts at its end')).toBeVisible();
  await name.fill('tasks.ts');
  await name.press('Enter');
  await bench.write("export const said = 'from the second file';\n");
  await bench.root.getByRole('tab', { name: /work_manager/ }).click();
  await bench.run("import { said } from './tasks';\nexport function main() { console.log(said); }\n");
  await expect(bench.output).toHaveText('from the second file');
});
