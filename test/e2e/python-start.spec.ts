import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { choosePlain, LONG, playground, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000, firstVisit: true });

const REST = /python_rest\.bin$/;

/** Bytes that have come over the line, and the addresses that were asked for. */
async function lineOf(page: Page): Promise<{ bytes: number; asked: string[] }> {
  const line = { bytes: 0, asked: [] as string[] };
  page.context().on('request', (request) => line.asked.push(request.url()));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (line.bytes += encodedDataLength));
  return line;
}

test('the first run takes less than 4.9 MB over the line, and counts them; the rest comes when a program reads it', async ({
  page,
}) => {
  const line = await lineOf(page);
  await choosePlain(page);
  await page.goto('playground/');
  const before = line.bytes;
  const bench = await playground(page);
  await bench.write('import threading, queue, random, asyncio, time\nprint("first")\n');
  await bench.run();
  await expect(bench.output).toHaveText('first', PYTHON);
  expect(line.bytes - before).toBeGreaterThan(4_000_000);
  expect(line.bytes - before).toBeLessThan(4_900_000);
  expect(line.asked.filter((url) => REST.test(url))).toEqual([]);

  await bench.run('import statistics\nprint(statistics.mean([1, 2]))\n');
  await expect(bench.output).toHaveText('1.5', PYTHON);
  expect(line.asked.filter((url) => REST.test(url))).toHaveLength(1);
  await bench.run('import decimal\nprint(decimal.Decimal("0.1"))\n');
  await expect(bench.output).toHaveText('0.1', PYTHON);
  expect(line.asked.filter((url) => REST.test(url))).toHaveLength(1);
});

test.describe('when the network is gone before the rest of the library has come', () => {
  test.use({ tolerated: [[/ERR_FAILED/], { scope: 'test' }] });

  test('the page says so, and the program runs when there is a network again', async ({ page }) => {
    const bench = await playground(page);
    const program = 'import statistics\nprint(statistics.mean([1, 2]))\n';
    await bench.works();
    await page.route(REST, (route) => route.abort());
    await bench.run(program);
    await expect(bench.outcome).toContainText('is there a network? Your code is safe');
    await page.unroute(REST);
    await bench.run(program);
    await expect(bench.output).toHaveText('1.5', PYTHON);
  });
});

test('Python is on its way once the reader comes to the code, and not before', async ({ page }) => {
  const line = await lineOf(page);
  const bench = await playground(page);
  const ofPython = () => line.asked.filter((url) => url.includes('/pyodide/')).length;
  await page.waitForLoadState('networkidle');
  await bench.code.hover();
  await page.waitForLoadState('networkidle');
  expect(ofPython()).toBe(0);
  await bench.code.focus();
  await expect.poll(ofPython).toBeGreaterThan(2);
});

test('a second visit starts from the memory that the first has kept, without the library; a broken copy is not used', async ({
  page,
}) => {
  const line = await lineOf(page);
  const cores = () => line.asked.filter((url) => url.endsWith('/python_core.bin')).length;
  const kept = () =>
    page.evaluate(async () => {
      const cache = await caches.open('python-snapshots');
      return Promise.all(
        (await cache.keys()).map(async (each) => (await (await cache.match(each))!.arrayBuffer()).byteLength),
      );
    });
  const bench = await playground(page);
  const again = async () => {
    await page.reload();
    // What the last visit has left in the editor.
    await expect(bench.code).toHaveValue('print(6 * 7)\n');
    await bench.works();
  };
  await bench.works();
  await expect.poll(kept, PYTHON).toEqual([expect.any(Number)]);
  const [size] = await kept();
  expect(size).toBeGreaterThan(10_000_000);
  expect(cores()).toBe(1);
  await again();
  expect(await kept()).toEqual([size]);
  expect(cores()).toBe(1);
  // It costs no download: a mouse that comes over the code is enough to start it.
  const starts = () => line.asked.filter((url) => url.endsWith('/pyodide.asm.wasm')).length;
  await page.reload();
  await page.waitForLoadState('networkidle');
  const before = starts();
  await bench.code.hover();
  await expect.poll(starts).toBe(before + 1);
  await page.evaluate(async () => {
    const cache = await caches.open('python-snapshots');
    for (const each of await cache.keys()) await cache.put(each, new Response(new Uint8Array(1000)));
  });
  await again();
  expect(cores()).toBe(2);
  await expect.poll(kept, PYTHON).toEqual([size]);
});
