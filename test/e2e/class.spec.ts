import { readFileSync } from 'node:fs';
import { handInFile } from '../../simulator/class/hand-in.ts';
import {
  handInsFromFirefox,
  handInsOf,
  join,
  NOT_SECURE,
  openClass,
  putTogether,
  roomBrowser,
  SOLUTION,
} from './class.ts';
import { findOther, withoutIt } from '../tools/others.mjs';
import { expect, listen, open, test } from './fixtures.ts';
import { choosePlain, LONG, PYTHON } from './workbench.ts';

test('a class’s link brings everybody the same plan, and nothing changes before somebody joins', async ({
  page,
  browser,
}) => {
  const link = await putTogether(page);
  const context = await browser.newContext();
  const learner = await context.newPage();
  const complaints = await listen(learner);
  await openClass(learner, link);
  await expect(learner.getByRole('heading', { name: 'The class “Tuesday”' })).toBeVisible();
  await expect(learner.locator('[data-parts] li')).toHaveText([/^15\. /, /^9\. /, /^Exercise: /]);
  await expect(
    learner.getByText('Pool views begin with random, seed 42; programs can be switched before each line.'),
  ).toBeVisible();
  expect(await learner.evaluate(() => Object.keys(localStorage))).toEqual([]);

  await learner.getByRole('button', { name: 'Join this class' }).click();
  await expect(learner.getByText('You are in this class.')).toBeVisible();
  expect(await learner.evaluate(() => Object.keys(localStorage))).toEqual(['lab:class']);
  await learner.evaluate(() => localStorage.setItem('lab:done:the-gil-is-a-lock', 'yes'));
  // Without the link as well: the class is kept.
  await openClass(learner, new URL('../zh-cn/class/', link).href);
  await expect(learner.locator('[data-parts] li').first()).toContainText('✓ 学完');
  expect(complaints).toEqual([]);
  await context.close();
});

test('stages and programs of its lessons begin with the schedule of the class, others as they are', async ({
  page,
}) => {
  await choosePlain(page);
  await join(page, await putTogether(page));
  await open(page, './lessons/the-worker-that-will-not-leave/');
  await expect(page.locator('lab-class-note')).toContainText('This page follows the class “Tuesday”');
  const stage = page.locator('#poll-timeout');
  await stage.getByRole('button', { name: 'Play' }).hover();
  await stage.getByRole('button', { name: 'More controls' }).click();
  await expect(stage.getByRole('button', { name: /seed 42/ })).toBeVisible();
  await expect(stage.getByLabel('Schedule')).toHaveValue('random');
  // Its text speaks of the schedule of this one.
  const chosen = page.locator('#put-back');
  await chosen.getByRole('button', { name: 'Play' }).hover();
  await expect(chosen.getByLabel('Schedule')).toHaveValue('run-to-block');
  const bench = page.locator('[data-workbench]').first();
  await bench.getByRole('button', { name: 'Run', exact: true }).hover();
  await expect(bench).toHaveAttribute('data-ready', '');
  await bench.getByText('How it runs').click();
  await expect(bench.getByLabel('Threads can be switched')).toHaveValue('line');
  await expect(bench.getByLabel('Seed')).toHaveValue('42');

  await open(page, './lessons/the-queue-does-the-locking/');
  await expect(page.locator('lab-class-note')).toBeHidden();
});

test('whoever leaves the class on a lesson has the lesson as it was written, and the work of the class', async ({
  page,
}) => {
  await join(page, await putTogether(page, ''));
  await open(page, './lessons/the-gil-is-a-lock/');
  await page.getByRole('button', { name: 'Mark as done' }).click();
  await expect(page.locator('lab-class-note')).toContainText('This page follows a class');
  await page.locator('lab-class-note').getByRole('button', { name: 'Leave the class' }).click();
  await expect(page.getByText('You have left the class.')).toBeFocused();
  expect(await page.evaluate(() => Object.keys(localStorage))).not.toContain('lab:class');
  expect(await page.evaluate(() => localStorage.getItem('lab:done:the-gil-is-a-lock'))).toBe('yes');
});

test('a link that was cut, or is from a later version, says so, and the class one is in stays', async ({ page }) => {
  const link = await putTogether(page);
  await join(page, link);
  await openClass(page, `./class/#${link.split('#')[1]!.slice(0, -9)}`);
  await expect(page.getByRole('alert')).toContainText('cut or mistyped');
  await expect(page.getByText('You are in this class.')).toBeVisible();
  await page.evaluate(() => (location.hash = '#2.x.y'));
  await expect(page.getByRole('alert')).toContainText('from a newer version');
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect(page.getByRole('alert')).toHaveText('');
});

test('handing in without any work gives a file all the same, and with an odd name too', async ({ page }) => {
  await join(page, await putTogether(page));
  await page.getByLabel('Your name').fill('../Zoë & Søn ');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hand in' }).click();
  expect((await saving).suggestedFilename()).toMatch(/^hand-in-Zoë-Søn-\d{4}-\d\d-\d\d\.json$/);
  await expect(page.getByText('Give this file to your instructor.')).toBeVisible();
});

test('a changed link updates the class, lessons lead through it, and another device goes on with a hand-in', async ({
  page,
  browser,
}) => {
  const link = await putTogether(page);
  const build = page.locator('[data-build]');
  await build.getByLabel('Minutes for 9.').fill('25');
  await build.getByLabel('Minutes for 9.').blur();
  await build.getByRole('button', { name: 'Earlier: Exercise: Let the waits overlap' }).click();
  await build.getByRole('button', { name: 'Add a break' }).click();
  await build.getByLabel('Minutes for Break').fill('10');
  await build.getByLabel('What part 4 is called').fill('Coffee');
  await build.getByRole('button', { name: 'Earlier: Coffee' }).click();
  await expect(build.locator('[data-part] small')).toHaveText(['0:00', '0:00', '0:00', '0:10']);
  await expect(build.locator('[data-total]')).toHaveText('35 minutes in all.');
  const later = await build.locator('[data-link]').inputValue();
  await join(page, link);
  await openClass(page, later);
  await expect(page.getByText('Your class has a new plan: it is here now.')).toBeVisible();
  await expect(page.getByText('You are in this class.')).toBeVisible();
  await expect(page.locator('[data-parts] li')).toHaveText([
    /^15\./,
    /^Exercise: /,
    /^Coffee\s+10 min\s*$/,
    /^9\. .*25 min/s,
  ]);
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page.getByRole('heading', { name: '班级“Tuesday”' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe(new URL(later).hash);

  await open(page, './lessons/the-gil-is-a-lock/');
  await expect(page.locator('lab-class-note')).toContainText('Lesson 1 of 2 in the class.');
  await page.getByRole('button', { name: 'Mark as done' }).click();
  await page.getByRole('link', { name: 'Next in the class' }).click();
  await expect(page).toHaveURL(/#overlap-the-waits$/);
  await page.getByRole('link', { name: 'Next in the class' }).click();
  await expect(page.locator('lab-class-note')).toContainText('Lesson 2 of 2 in the class, 25 minutes.');
  await expect(page.getByText('That was the last lesson of the class.')).toBeVisible();
  await page.locator('lab-class-next').getByRole('link', { name: 'Hand in' }).click();
  await page.getByLabel('Your name').fill('Ada');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  const buffer = readFileSync(await (await saving).path());

  const context = await browser.newContext();
  const other = await context.newPage();
  await open(other, './course/');
  await other.locator('lab-work input').setInputFiles({ name: 'ada.json', mimeType: 'application/json', buffer });
  await expect(other.getByText('This device is in the class of the file now.')).toBeVisible();
  await open(other, './course/');
  await expect(other.locator('lab-in-class')).toHaveText('Your class “Tuesday”: 1 of 2 lessons done');
  await openClass(other);
  await expect(other.getByLabel('Your name')).toHaveValue('Ada');
  await context.close();
});

test.describe('five learners', () => {
  test('in Firefox (where it can be had), on a phone, in Chinese, at a plain http address, or with a device that forgets hand in twice, and the table is right', async ({
    page,
    browser,
  }) => {
    test.setTimeout(LONG);
    const link = await putTogether(page);
    const room = await roomBrowser();
    const firefox = findOther('Firefox');
    if (!firefox) console.log(withoutIt('Firefox'));
    const wrong = 'def fetch_all(urls, workers, fetch):\n    return []\n';
    const files = [
      ...(await (firefox
        ? handInsFromFirefox(firefox, link, { name: 'Ada', code: SOLUTION })
        : handInsOf(browser, link, { name: 'Ada', code: SOLUTION, claims: false }))),
      ...(await handInsOf(browser, link, { name: 'Bob', code: wrong, claims: true, phone: true })),
      ...(await handInsOf(
        room,
        link.replace('localhost', 'room.test'),
        { name: '=1+1', code: SOLUTION, claims: false },
        NOT_SECURE,
      )),
      ...(await handInsOf(browser, link, { name: '王小明', code: SOLUTION, claims: false, chinese: true })),
      ...(await handInsOf(browser, link, { name: 'Eve', code: SOLUTION, claims: false, emptied: true })),
    ];
    await room.close();
    const last = (name: string) => files.find((file) => file.name === `${name}.json`)!;
    // One more arrives broken, and one twice.
    files.push({ ...last('Ada'), name: 'cut.json', buffer: last('Ada').buffer.subarray(0, 500) });
    files.push({ ...last('Ada'), name: 'again.json' });

    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    const table = page.locator('[data-hand-ins]');
    await table.locator('input[type=file]').setInputFiles(files);
    await expect(table.getByText('Hand-ins: 12. Of these, 1 cannot be read.')).toBeVisible();
    const row = (name: string) => table.getByRole('row', { name });
    await expect(row('Bob')).toContainText('not regraded');
    await expect(row('Bob')).toContainText('says: passed');
    expect(fetched.filter((url) => /pyodide|python/.test(url))).toEqual([]);

    await table.getByRole('button', { name: 'Regrade' }).click();
    await expect(table.getByText('Regraded: 6.')).toBeVisible(PYTHON);
    const verdicts = await table
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((each) => [
          each.querySelector('th')!.firstChild!.textContent!.trim() || each.querySelector('small')!.textContent,
          each.querySelector<HTMLElement>('[data-verdict]')?.dataset['verdict'] ??
            each.querySelector('em')!.textContent,
        ]),
      );
    expect(verdicts).toEqual([
      ['Ada', 'passed'],
      ['Bob', 'failed'],
      ['=1+1', 'passed'],
      ['王小明', 'passed'],
      ['Eve', 'passed'],
      ['cut.json', 'This hand-in was cut off: a part of the file is missing.'],
    ]);
    await expect(row('again.json')).toContainText('The same as Ada.json.');
    await row('again.json').getByRole('button', { name: 'Earlier hand-ins: 2' }).click();
    await expect(row('Ada.json').last()).toContainText('1 of 2');
    await expect(row('Ada-first.json')).toContainText('no code');
    // The mark was lost with the rest of what the device had kept, and the code was kept again.
    await expect(row('Eve.json')).toContainText('0 of 2');
    await expect(row('Bob')).toContainText('Who waits for the threads?');
    await row('Bob').getByRole('button', { name: 'Code of Bob: Let the waits overlap' }).click();
    const code = page.getByRole('dialog', { name: 'Bob: Let the waits overlap' });
    await expect(code.locator('pre').first()).toContainText('return []');
    await expect(code.locator('pre').last()).toHaveText(SOLUTION.trim());
    await code.getByRole('button', { name: 'Close' }).click();
    await expect(code).toHaveCount(0);

    const saving = page.waitForEvent('download');
    await table.getByRole('button', { name: 'Save as CSV' }).click();
    const csv = readFileSync(await (await saving).path(), 'utf8');
    expect(csv).toContain("\r\n'=1+1,'=1+1.json,");
    expect(csv.match(/^Ada,/gm)).toHaveLength(1);
    await row('Bob').getByRole('button', { name: 'Remove Bob from the table' }).click();
    await expect(row('Bob')).toHaveCount(0);
    await table.getByRole('button', { name: /^Name/ }).click();
    await expect(table.locator('tbody tr').first()).toContainText('=1+1');
  });
});

test('500 hand-ins are opened one after the other', async ({ page }) => {
  test.setTimeout(LONG);
  await openClass(page);
  const files = Array.from({ length: 500 }, (_, at) => ({
    name: `${at}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(
      handInFile({
        name: `Learner ${at}`,
        made: '2026-11-23T10:00:00.000Z',
        class: { title: '', lessons: ['five-parts'], exercises: [], policy: null, granularity: null },
        entries: {},
      }),
    ),
  }));
  await page.locator('[data-hand-ins] input[type=file]').setInputFiles(files);
  await expect(page.getByText('Hand-ins: 500. Of these, 0 cannot be read.')).toBeVisible(PYTHON);
  await expect(page.locator('[data-hand-ins] tbody tr')).toHaveCount(500);
});
