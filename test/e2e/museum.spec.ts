import { readFileSync } from 'node:fs';
import { expect, open, test } from './fixtures.ts';
import { Workbench, choosePlain, LONG, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

const ID = 'put-back-into-a-full-queue';
const found = (
  JSON.parse(readFileSync(new URL('../../lessons/museum/museum.json', import.meta.url), 'utf8')) as Record<
    string,
    { schedule: number; steps: number }
  >
)[ID]!;

test('an exhibit is searched in the page with what the page says, and its failing schedule is stepped', async ({
  page,
}) => {
  await choosePlain(page);
  await open(page, 'lessons/the-bug-museum/');
  const exhibit = page.locator(`#museum-${ID}`);
  await expect(exhibit).toContainText(`Schedule ${found.schedule} of the search breaks it: deadlock.`);
  await expect(page.locator('[data-workbench^="museum-"]')).toHaveCount(0);
  await exhibit.getByRole('button', { name: 'Search it and step it here' }).click();
  const bench = new Workbench(page, exhibit.locator('[data-workbench]'));

  await test.step('the search finds what the tests found', async () => {
    await bench.button('Find a schedule that breaks it').click();
    const verdict = bench.root.locator('[data-search="done"]');
    await expect(verdict).toContainText(`Schedule ${found.schedule} broke it (deadlock).`, PYTHON);
  });

  await test.step('the kept schedule is shown as long as the program is the one it belongs to', async () => {
    await bench.button('Step the failing schedule').click();
    await expect(bench.stage.getByText(`step 0 of ${found.steps}`)).toBeVisible(PYTHON);
    await bench.stepTo('End');
    await expect(bench.stage.getByRole('group', { name: 'How the run ended' })).toContainText('_requests_queue');
    await bench.button('Back to editing').click();
    await bench.code.fill('print(1)\n');
    await expect(bench.button('Step the failing schedule')).toHaveAttribute('aria-disabled', 'true');
  });
});

test('the museum’s page leads to each level, and to the nine exhibits of the lesson', async ({ page }) => {
  await open(page, 'museum/');
  await expect(page.locator('.levels h3 a')).toHaveCount(21);
  await expect(page.locator('lab-stars-sum')).toHaveText('0 of 63 stars on this device');
  const links = page.locator('.levels details a');
  await expect(links).toHaveCount(9);
  const anchors = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash));
  await page.locator('#both-queues-bounded summary').click();
  await links.first().click();
  await expect(page).toHaveURL(/lessons\/the-bug-museum\/#museum-both-queues-bounded$/);
  await expect(page.locator(anchors[0]!)).toBeVisible();
  // Some stand in folds, which a link to them opens.
  for (const anchor of anchors) {
    await page.evaluate((hash) => (location.hash = hash), anchor);
    await expect(page.locator(anchor)).toBeVisible();
  }
});

test('a level is broken with one switch and repaired, and its three stars stay on the device', async ({ page }) => {
  await choosePlain(page);
  await open(page, 'museum/two-transfers/');
  const level = page.locator('[data-level="two-transfers"][data-ready]');
  await level.getByRole('button', { name: 'Take over the scheduler' }).click();
  const bench = new Workbench(page, level.locator('section').first());
  await expect(bench.stage).toBeVisible(PYTHON);
  await expect(bench.stage).toBeInViewport({ ratio: 0.99 });
  const at = () => bench.stage.boundingBox();
  const before = await at();

  await test.step('played to its end without a switch, it ends well', async () => {
    await bench.stepTo('End');
    await expect(level.getByText('This run ended well.')).toBeInViewport();
    expect(await at(), 'its end moves nothing').toEqual(before);
    await expect(level.getByText('Switches so far: 0. Par: 1.')).toBeVisible();
  });

  await test.step('with one transfer stopped between its two locks, it is a deadlock', async () => {
    await bench.stepTo('Home');
    // Main starts both threads and waits: 4 steps. Thread-1 comes to its first lock, takes it and stands before its second.
    await bench.stage.focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('2');
    await page.keyboard.press('s');
    await expect(level.getByText('Switches so far: 1. Par: 1.')).toBeVisible(PYTHON);
    await bench.stepTo('End');
    await expect(level.locator('[data-won]')).toContainText('You broke it, with one switch: deadlock.', PYTHON);
  });

  await test.step('the broken program is no repair; locks taken in order are', async () => {
    const repair = level.locator('[data-workbench]');
    const check = repair.getByRole('button', { name: 'Check the repair' });
    await check.click();
    await expect(repair.locator('[data-repair="broke"]')).toContainText('still breaks it: deadlock.', PYTHON);
    const code = repair.locator('.ed-plain:not(.ed-away) textarea');
    const text = await code.inputValue();
    await code.fill(
      text.replaceAll('source.lock', 'min(a, b, key=id).lock').replaceAll('target.lock', 'max(a, b, key=id).lock'),
    );
    await check.click();
    await expect(repair.locator('[data-repair="passed"]')).toContainText('none of 200 schedules', PYTHON);
  });

  await expect(level.getByRole('list', { name: '3 of 3 stars' })).toBeVisible();
  await open(page, 'museum/');
  await expect(page.locator('lab-stars-sum')).toHaveText('3 of 63 stars on this device');
});
