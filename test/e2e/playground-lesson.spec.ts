import { readFileSync } from 'node:fs';
import { expect, open, test } from './fixtures.ts';
import { Workbench, choosePlain, LONG, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

const lessons = (path: string) => readFileSync(new URL(`../../lessons/${path}`, import.meta.url), 'utf8');
const solution = lessons('listings/work_manager_fixed.py');

test('an exercise says what does not hold yet, shows how, and is content with a solution', async ({ page }) => {
  await choosePlain(page);
  await open(page, 'lessons/repair-it/');
  const bench = new Workbench(page, page.locator('[data-workbench="try-repair-the-worker"]'));
  const graded = bench.root.locator('[data-grade]');
  await bench.root.scrollIntoViewIfNeeded();
  await bench.code.hover();
  await expect(bench.code).toBeEditable();
  const starter = await bench.code.inputValue();

  await test.step('the starter fails, and each failure says what happened', async () => {
    await bench.button('Check my code').click();
    await expect(graded).toHaveText(/^\d of 6 do not hold yet\.$/, PYTHON);
    const failing = bench.root.getByRole('listitem').filter({ hasText: 'A job that raises is reported' });
    await expect(failing).toContainText('Job 1 raised');
    await expect(bench.root.getByText('There is no WorkManager.close.').first()).toBeVisible();
  });

  await test.step('a failure can be stepped', async () => {
    await bench.button('See how').first().click();
    await expect(bench.stage).toBeVisible(PYTHON);
    await expect(
      bench.root.getByText(/^In this run, “.+” fails: One worker, jobs 0, 1 and 2\. Job 1 raised/),
    ).toBeVisible();
    await bench.stepTo('End');
    await expect(bench.stage.getByRole('group', { name: 'How the run ended' })).toBeVisible();
    await expect(bench.stage).not.toContainText(/undefined|NaN|\{\w+\}/);
    await bench.button('Back to editing').click();
  });

  await test.step('a solution stands beside it, after the hints', async () => {
    const exercise = page.locator('.exercise', { has: bench.root });
    await bench.button('Put the solution beside my code').click();
    await expect(bench.root.getByText('The hints first: you have not opened 1, 2, 3, 4 yet.')).toBeVisible();
    await exercise.locator('.solution > summary').click();
    await expect(exercise.locator('[data-hints-left]')).toHaveText(
      'The hints first: you have not opened 1, 2, 3, 4 yet.',
    );
    await expect(exercise.locator('.solution')).not.toHaveAttribute('open');
    for (let hint = 1; hint <= 4; hint++) await exercise.getByText(`Hint ${hint}`, { exact: true }).click();
    await bench.button('Put the solution beside my code').click();
    const sides = bench.root.getByRole('figure');
    await expect(sides.first()).toContainText('class Work(');
    await expect(sides.last()).toContainText('add_job() after close()');
  });

  await test.step('a check can be stopped', async () => {
    await bench.write('print(9 ** 9 ** 9 ** 9)\n');
    await bench.button('Check my code').click();
    await bench.button('Stop').last().click();
    await expect(bench.button('Check my code')).toBeVisible(PYTHON);
  });

  await test.step('what cannot be compiled is not checked', async () => {
    await bench.write('class Work(:\n');
    await bench.button('Check my code').click();
    await expect(graded).toContainText(/Python cannot read work_manager\.py, line 1/, PYTHON);
  });

  await bench.write(solution);
  await bench.button('Check my code').click();
  await expect(graded).toHaveText(/^All of it holds: your code survived \d\d+ schedules in \d+ situations\.$/, PYTHON);
  await expect(bench.root.locator('.wb-won').getByRole('link', { name: /^Next exercise: / })).toBeVisible();
  // 20 + 30 + 30 + 30 + 10 + 2 schedules.
  await expect(page.getByText(/^Passed on .* \(schedules: 122\)\./)).toBeVisible();
  expect(starter).not.toBe(solution);

  await test.step('with the last of its exercises the lesson is done', async () => {
    let won = bench.root.locator('.wb-won');
    for (const id of ['let-it-wait', 'count-every-job', 'own-pool-survives']) {
      const small = new Workbench(page, page.locator(`[data-workbench="try-${id}"]`));
      await small.root.scrollIntoViewIfNeeded();
      await small.code.hover();
      await expect(small.code).toBeEditable();
      await small.write(lessons(`exercises/${id}/solution.py`));
      await small.button('Check my code').click();
      won = small.root.locator('.wb-won');
      await expect(won).toBeVisible(PYTHON);
    }
    await expect(won).toContainText('the lesson is done');
    await expect(won.getByRole('link', { name: /^Next lesson: / })).toBeVisible();
    await expect(page.getByText('Done. Noted on this device.')).toBeVisible();
  });
});

test('an exercise is graded with the library that it imports', async ({ page }) => {
  await choosePlain(page);
  await open(page, 'lessons/poll-and-wait/');
  const small = new Workbench(page, page.locator('[data-workbench="try-poll-until-done"]'));
  await small.root.scrollIntoViewIfNeeded();
  await small.code.hover();
  await expect(small.code).toBeEditable();
  await small.write(lessons('exercises/poll-until-done/solution.py'));
  await small.button('Check my code').click();
  await expect(small.root.locator('.wb-won')).toBeVisible(PYTHON);
});

test('a listing of a lesson runs where it stands, in its lesson’s language', async ({ page }) => {
  await choosePlain(page);
  await open(page, 'zh-cn/lessons/five-parts/');
  const bench = new Workbench(page, page.locator('[data-workbench="try-first_pool"]'), { run: '运行', stop: '停止' });
  await bench.root.scrollIntoViewIfNeeded();
  await bench.code.hover();
  await expect(bench.code).toBeEditable();
  await bench.run();
  await expect(bench.outcome).toContainText('运行结束');
  await expect(bench.output).toContainText('pool:  6 pages in 0.2 s');
});
