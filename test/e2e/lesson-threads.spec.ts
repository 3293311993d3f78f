import { expect, open, test } from './fixtures.ts';
import { Workbench, choosePlain } from './workbench.ts';

test.use({ actionTimeout: 30_000 });

const LESSON = 'lessons/the-same-pool-on-web-workers/';
/** Files that are fetched only when a program or real threads run. */
const LATER = /ts\.worker|monaco|\/_threads\/|director-worker|RealStage/;

test('a lesson has programs in TypeScript, which run on Web Workers; before Run, nothing is fetched for them', async ({
  page,
}) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await choosePlain(page);
  await open(page, LESSON);
  expect(urls.filter((url) => LATER.test(url))).toEqual([]);
  const bench = new Workbench(page, page.locator('[data-workbench="ts-lesson-small_queue"]'));
  await bench.run();
  await expect(bench.output).toContainText('the sum of what came: 500500');
  // Another one of the page has its own code and its own output.
  const other = new Workbench(page, page.locator('[data-workbench="ts-lesson-work_manager"]'));
  await other.root.hover();
  await expect(other.code).toBeEditable();
  await other.run('export function main() {\n  console.log("mine");\n}\n');
  await expect(other.output).toHaveText('mine');
  await expect(bench.output).toContainText('500500');
});

test('the pool of lesson 1 runs on real threads, in turns or as they can, and has a stage of its own then', async ({
  page,
}) => {
  await open(page, LESSON);
  const threads = page.locator('[data-threads="first-pool"]');
  // The stage above comes into view with it, and takes no other size then, so that a press hits this button.
  const place = () =>
    threads.evaluate(async (box) => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      return box.getBoundingClientRect().top + scrollY;
    });
  const before = await place();
  await threads.scrollIntoViewIfNeeded();
  expect(await place()).toBeCloseTo(before, 0);
  await threads.getByRole('button', { name: 'Let them take turns' }).click();
  const stage = threads.locator('[data-stage]');
  await expect(stage).toBeVisible();
  const steps = async (of: typeof stage) => (await of.getByText(/^step \d+ of \d+$/).textContent())!.split(' of ')[1];
  // The same schedule: as many steps as the model has.
  expect(await steps(stage)).toBe(await steps(page.locator('[data-stage]').first()));
  await stage.getByRole('slider').first().press('End');
  await expect(stage).toContainText('The run is over and nothing is left behind.');

  await threads.getByRole('button', { name: 'Let them run as they can' }).click();
  await expect(threads.getByRole('status').first()).toContainText('Real threads in real time');
  await expect(stage).toBeVisible();
});
