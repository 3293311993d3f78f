import { expect, holdBack, test } from './fixtures.ts';
import { Workbench, LONG, playground, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

const MINE = 'print("mine")\n';

test.describe('without a network', () => {
  // The second member tells Playwright that the first is the value. A browser that has been here before has Python.
  test.use({ tolerated: [[/ERR_FAILED/, /status of 404/], { scope: 'test' }], firstVisit: true });

  for (const [path, offline, missing] of [
    ['playground/', /is there a network\? Your code is safe/, /not where it should be on this server/],
    ['zh-cn/playground/', /网络通吗？你的代码还在/, /服务器上找不到 Python/],
  ] as const)
    test(`/${path} says so, keeps the code, can be stopped, and tries again`, async ({ page }) => {
      // Python is fetched as soon as the reader comes to the code.
      await page.route('**/pyodide/**', (route) => route.abort());
      const bench = await playground(page, path);
      await bench.write(MINE);
      await bench.run();
      expect(await bench.said()).toMatch(offline);
      await page.unroute('**/pyodide/**');

      await page.route('**/pyodide/**', (route) => route.fulfill({ status: 404, body: 'nothing here' }));
      await bench.run();
      expect(await bench.said()).toMatch(missing);
      await page.unroute('**/pyodide/**');

      const goOn = await holdBack(page, '**/pyodide/**');
      await bench.start();
      await expect(bench.root.getByRole('progressbar')).toBeVisible();
      await bench.stop();
      await expect(bench.root.getByRole('progressbar')).toHaveCount(0);
      await expect(bench.code).toHaveValue(MINE);
      goOn();
      await bench.run();
      await expect(bench.output).toHaveText('mine');
    });
});

test.describe('when the network is lost while Python loads', () => {
  test.use({
    tolerated: [[/ERR_FAILED|ERR_INTERNET_DISCONNECTED/, /status of 404/], { scope: 'test' }],
    firstVisit: true,
  });

  // Each of them is fetched by the worker, after the page has everything it asked for.
  for (const [path, said, script] of [
    ['playground/', /is there a network\? Your code is safe/, 'pyodide.mjs'],
    ['zh-cn/playground/', /网络通吗？你的代码还在/, 'pyodide.asm.mjs'],
  ] as const)
    test(`/${path} says so, and not that Python died: ${script}`, async ({ page, context }) => {
      await context.route(`**/${script}`, (route) =>
        route.request().resourceType() === 'script' ? route.abort() : route.continue(),
      );
      const bench = await playground(page, path);
      await bench.write(MINE);
      await bench.run();
      expect(await bench.said()).toMatch(said);
      await context.unroute(`**/${script}`);
      await bench.run();
      await expect(bench.output).toHaveText('mine');
    });
});

test('a browser that cannot pause threads is told so plainly, and edits', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(WebAssembly, 'Suspending');
  });
  for (const [path, said] of [
    ['playground/', /This browser cannot pause Python threads yet/],
    ['zh-cn/playground/', /这个浏览器还不能暂停 Python 线程/],
  ] as const) {
    const bench = await playground(page, path);
    await bench.run(MINE);
    expect(await bench.said()).toMatch(said);
    await page.reload();
    await expect(bench.code).toHaveValue(MINE);
    await expect(bench.code).toBeEditable();
  }
});

for (const [what, forbid] of [
  [
    'forbidden',
    () => {
      const get = () => {
        throw new DOMException('no', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'caches']) Object.defineProperty(window, name, { get });
    },
  ],
  [
    'full',
    () => {
      const full = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      Storage.prototype.setItem = full;
      Cache.prototype.put = async () => full();
    },
  ],
] as const)
  test.describe(`with the storage ${what}`, () => {
    // So narrow that the plain editor comes without having been chosen.
    test.use({ viewport: { width: 600, height: 800 } });

    test('programs run, and the page says that the code is not kept', async ({ page }) => {
      await page.addInitScript(forbid);
      await page.goto('playground/');
      const bench = new Workbench(page, page.locator('[data-workbench]'));
      await expect(bench.code).toBeEditable();
      await bench.run(MINE);
      await expect(bench.output).toHaveText('mine');
      await expect(bench.root.locator('.ed-notice')).toContainText(/Copy (it to keep it|them before you leave)/);
      await bench.button('Step through this run').click();
      await expect(bench.stage.getByText(/^step 0 of [1-9]/)).toBeVisible(PYTHON);
    });
  });

test('isolated, but without shared memory: programs run all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  });
  const bench = await playground(page);
  expect(await page.evaluate(() => [crossOriginIsolated, typeof globalThis.SharedArrayBuffer])).toEqual([
    true,
    'undefined',
  ]);
  await bench.run(MINE);
  await expect(bench.output).toHaveText('mine');
});

test.describe('when something throws that nobody foresaw', () => {
  test.use({ tolerated: [[/no more workers/], { scope: 'test' }] });

  for (const [path, said] of [
    ['playground/', /Python could not be started: Error: no more workers/],
    ['zh-cn/playground/', /Python 无法启动：Error: no more workers/],
  ] as const)
    test(`/${path} says so beside the program, and the code is safe`, async ({ page }) => {
      await page.addInitScript(() => {
        globalThis.Worker = function () {
          throw new Error('no more workers');
        } as never;
      });
      const bench = await playground(page, path);
      await bench.run(MINE);
      expect(await bench.said()).toMatch(said);
      await expect(bench.code).toHaveValue(MINE);
    });
});
