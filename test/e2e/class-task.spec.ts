import { readFileSync } from 'node:fs';
import { classFile } from '../../simulator/class/plan.ts';
import { openClass } from './class.ts';
import { expect, listen, open, test } from './fixtures.ts';
import { choosePlain, LONG, PYTHON } from './workbench.ts';

/** A program that would be seen at once if anything of it ran, or were taken for markup. */
const HOSTILE = '<img src=x onerror="document.title=\'run\'">';

test('a task of the instructor’s own is tried, sent by link and by file, done, handed in and graded by its own check', async ({
  page,
  browser,
}) => {
  test.setTimeout(LONG);
  await openClass(page);
  await page.getByLabel('What the class is called').fill('Tuesday');
  await page.getByRole('button', { name: 'Add a task' }).click();
  await page.getByLabel('Title', { exact: true }).fill(HOSTILE);
  await page.getByLabel('The task, as plain text').fill(HOSTILE);
  await page.getByRole('button', { name: 'Write an example' }).click();
  const solution = await page.getByLabel('Your solution').inputValue();
  await page.getByRole('button', { name: 'Try the check' }).click();
  await expect(page.locator('[data-tried]')).toContainText('Your solution passes all of it.', PYTHON);
  await expect(page.locator('[data-tried]')).toContainText('The count is 3, and should be 4.');
  const link = await page.locator('[data-link]').inputValue();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a class file' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('class-Tuesday.json');
  const buffer = readFileSync(await file.path());
  expect(buffer.toString()).not.toContain('with lock');

  const context = await browser.newContext();
  const learner = await context.newPage();
  const complaints = await listen(learner);
  await choosePlain(learner);
  await openClass(learner, link);
  await expect(learner.locator('[data-parts]')).toContainText(HOSTILE);
  await expect(learner.locator('[data-parts] a')).toHaveCount(0);
  await openClass(learner);
  await learner.locator('[data-class-file]').setInputFiles({ name: 'c.json', mimeType: 'application/json', buffer });
  await learner.getByRole('button', { name: 'Join this class' }).click();
  await learner.locator('[data-parts] a').click();
  await expect(learner.locator('.task-text')).toHaveText(HOSTILE);
  await expect(learner.locator('[data-workbench][data-ready]')).toHaveCount(1);
  expect(await learner.title()).toMatch(/^A task of your class/);
  await learner.locator('[data-workbench] textarea').first().fill(solution);
  await learner.getByRole('button', { name: 'Check my code' }).click();
  await expect(learner.getByText('All of it holds')).toBeVisible(PYTHON);
  await learner.locator('.task').getByRole('link', { name: 'Hand in' }).click();
  await learner.getByLabel('Your name').fill('Ada');
  const handing = learner.waitForEvent('download');
  await learner.getByRole('button', { name: 'Hand in', exact: true }).click();
  const handIn = readFileSync(await (await handing).path());
  expect(complaints).toEqual([]);
  await context.close();

  const table = page.locator('[data-hand-ins]');
  await table
    .locator('input[type=file]')
    .setInputFiles({ name: 'ada.json', mimeType: 'application/json', buffer: handIn });
  await table.getByRole('button', { name: 'Regrade' }).click();
  await expect(table.getByRole('row', { name: 'Ada' })).toContainText('✓ passed', PYTHON);
  await table.getByRole('button', { name: 'Code of Ada' }).click();
  await expect(table.getByRole('dialog').locator('pre').last()).toHaveText(solution.trim());
});

test('a file that is no class, or was cut, says so, and one of a class is taken into the form; without a class the page of a task leads to it', async ({
  page,
}) => {
  await openClass(page);
  const give = (text: string) =>
    page
      .locator('[data-class-file]')
      .setInputFiles({ name: 'c.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await give('{}');
  await expect(page.getByRole('alert')).toHaveText('c.json is no file of a class. Nothing was changed.');
  await give('{"format": "thread-pool-lab-class", "version": 1');
  await expect(page.getByRole('alert')).toHaveText(
    'c.json was cut or changed, so it cannot be read. Nothing was changed.',
  );
  const plan = {
    id: 'friday',
    title: 'Friday',
    lessons: ['five-parts'],
    exercises: [],
    policy: null,
    granularity: null,
  };
  await give(classFile(plan));
  await expect(page.getByRole('heading', { name: 'The class “Friday”' })).toBeVisible();
  await page.getByRole('button', { name: 'Change the plan above' }).click();
  await expect(page.getByLabel('What the class is called')).toHaveValue('Friday');
  await expect(page.getByRole('checkbox', { name: '1. Five parts of a pool' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Change the plan above' })).toHaveCount(0);
  await open(page, './zh-cn/class/task/#own-abcd');
  await expect(page.getByText('这台设备还没有加入班级。')).toBeVisible();
});
