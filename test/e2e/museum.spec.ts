import { readFileSync } from 'node:fs';
import { expect, open, test } from './fixtures.ts';
import { Bench, choosePlain, LONG, PYTHON } from './workbench.ts';

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
  const bench = new Bench(page, exhibit.locator('[data-workbench]'));

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

test('the museum’s page leads to each exhibit in the lesson', async ({ page }) => {
  await open(page, 'museum/');
  const links = page.locator('.exhibits a');
  await expect(links).toHaveCount(9);
  const anchors = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash));
  await links.first().click();
  await expect(page).toHaveURL(/lessons\/the-bug-museum\/#museum-both-queues-bounded$/);
  for (const anchor of anchors) await expect(page.locator(anchor)).toBeVisible();
});
