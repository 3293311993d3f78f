import { expect, test } from './fixtures.ts';
import { choose } from './tool.ts';
import { LONG, playground, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

const TWO = `import threading


def say(word):
    print(word)


threads = [threading.Thread(target=say, args=(word,)) for word in ("left", "right")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("over")
`;

test('a program is chosen, changed, run and stopped, and what it prints is there as it comes', async ({ page }) => {
  const bench = await playground(page);
  await choose(page, 'Two locks');
  await expect(bench.code).toHaveValue(/lock_a = threading\.Lock\(\)/);
  expect(await bench.barriers(), 'before a run').toEqual([]);

  await bench.write('print("begun")\nprint(9 ** 9 ** 9 ** 9)\n');
  await bench.start();
  await expect(bench.output).toContainText('begun', PYTHON);
  await expect(bench.button('Stop')).toBeVisible();
  await bench.stop();
  await expect(bench.outcome).toContainText('Stopped.');
  await expect(bench.output).toHaveText('begun');

  await bench.run(TWO);
  await expect(bench.outcome).toContainText(/Finished after \d+ steps/);
  await expect(bench.output).toHaveText('left right over');
  expect(await bench.barriers(), 'after a run').toEqual([]);
  await bench.code.press('Control+End');
  await page.keyboard.type('# more');
  await expect(bench.root.getByText('This run was of the code before your last edit.')).toBeVisible();
});

test('a run is stepped both ways, switched to another thread and to other switch points, and left again', async ({
  page,
}) => {
  const bench = await playground(page);
  const { stage, code } = bench;
  await bench.run(TWO);
  await bench.button('Step through this run').click();
  await expect(stage.getByText(/^step 0 of [1-9]/)).toBeVisible();

  await test.step('what will be printed is grey until it is', async () => {
    await expect(bench.later).toContainText('left');
    await bench.stepTo('End');
    await expect(bench.later).toHaveCount(0);
    await stage.getByRole('button', { name: 'Back' }).click();
    await bench.stepTo('Home');
    await expect(bench.later).toContainText('over');
  });

  await test.step('the code has a mark for each thread, and cannot be edited', async () => {
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await bench.place())[0]).toBe(4);
    await expect(bench.root.locator('.ed-mark:visible').first()).toBeVisible();
    await expect(bench.root.getByRole('list', { name: 'Where the threads are' })).toContainText('MainThread');
    await expect(code).not.toBeEditable();
    await expect(bench.root.getByText('You are stepping a run. Stop stepping to edit.')).toBeVisible();
    // A press on the number of a line runs to it; one that no thread comes to says so.
    await bench.root
      .locator('.ed-numbers:visible i')
      .nth(TWO.split('\n').findIndex((line) => line.includes('.join(')))
      .click();
    await expect.poll(async () => (await bench.place())[0]).toBeGreaterThan(4);
    await bench.root.locator('.ed-numbers:visible i').first().click();
    await expect(stage.getByText(/^No thread stops at line 1 from here on/)).toBeVisible();
    await bench.stepTo('Home');
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await bench.place())[0]).toBe(4);
    expect(await bench.barriers(), 'while stepping').toEqual([]);
  });

  await test.step('back is as good as forward', async () => {
    const said = () => stage.locator('.st-say').textContent();
    const before = await said();
    await page.keyboard.press('ArrowRight');
    await expect.poll(said).not.toBe(before);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(said).toBe(before);
  });

  await test.step('another thread goes first when it is picked', async () => {
    const others = stage.getByRole('button', { name: /^Step (MainThread|Thread-\S+.*)$/ });
    const [step] = await bench.place();
    const names = await others.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    const picked = names.findIndex((name) => name !== null && !name.includes('next'));
    await others.nth(picked).click();
    await expect(stage.getByText('Your choices override the schedule')).toBeAttached(PYTHON);
    await expect.poll(async () => (await bench.place())[0]).toBe(step + 1);
  });

  await test.step('the key G switches before lines, then at accesses, then before bytecodes', async () => {
    const granularity = bench.root.getByLabel('Threads can be switched');
    const [, operations] = await bench.place();
    await page.keyboard.press('g');
    await expect.poll(async () => (await bench.place())[1], PYTHON).toBeGreaterThan(operations);
    await expect(granularity).toHaveValue('line');
    await page.keyboard.press('g');
    await expect(granularity).toHaveValue('access');
    const [, accesses] = await bench.place();
    await page.keyboard.press('g');
    await expect.poll(async () => (await bench.place())[1], PYTHON).toBeGreaterThan(accesses);
    await expect(granularity).toHaveValue('bytecode');
  });

  await bench.button('Back to editing').click();
  await expect(stage).toHaveCount(0);
  await expect(code).toBeEditable();
  await expect(code).toHaveValue(TWO);
});

test('the search finds the deadlock of two locks, says who was paused where, and shows it', async ({ page }) => {
  const bench = await playground(page);
  await choose(page, 'Two locks');
  await bench.search();
  const verdict = bench.root.locator('[data-search=done]');
  await expect(verdict).toContainText(/Schedule \d+ broke it \(deadlock\)\./);
  await expect(verdict).toContainText('One preemption is enough: one switch away');
  await expect(verdict.getByRole('listitem').first()).toContainText(/was paused .*\(line \d+\).*meanwhile/, PYTHON);
  expect(await bench.barriers(), 'after a search').toEqual([]);

  await bench.button('Step through it').click();
  await bench.stage.waitFor(PYTHON);
  await bench.stepTo('End');
  await expect(bench.stage.getByRole('group', { name: 'How the run ended' })).toContainText('Deadlock');
  await bench.button('Back to editing').click();
});

test('the search finds a lost update between bytecodes, counts the endings, and can be cancelled', async ({ page }) => {
  const bench = await playground(page);
  const { root } = bench;
  await choose(page, 'A lost update');
  await bench.toSearch();
  await root.getByLabel('Go on after the first failure, and count').check();
  await root.getByLabel(/^Schedules/).selectOption('100');
  await bench.search();
  await expect(root.locator('[data-search=done]')).toContainText(/\d+ of 100 schedules broke it\./);
  await expect(root.getByRole('table')).toContainText('exception');
  const endings = root.getByRole('table', { name: 'How the runs ended' });
  await expect(endings).toContainText('n is 6');
  await endings
    .getByRole('row', { name: /finished/ })
    .getByRole('button', { name: 'Look at one' })
    .click();
  await bench.stage.waitFor(PYTHON);
  await bench.stepTo('End');
  await expect(bench.stage.getByRole('group', { name: 'How the run ended' })).toContainText('has ended');
  await bench.button('Back to editing').click();

  const many = 'import threading, time\ndef work():\n    for i in range(300):\n        time.sleep(1)\n';
  await bench.write(`${many}for _ in range(3):\n    threading.Thread(target=work).start()\n`);
  await root.getByLabel(/^Schedules/).selectOption('5000');
  await bench.button('Find a schedule that breaks it').click();
  await expect(root.getByText(/^[1-9]\d* schedules run/)).toBeVisible(PYTHON);
  await bench.button('Stop').click();
  await expect(root.locator('[data-search=done]')).toContainText(/Stopped after \d+ schedules\./, PYTHON);
});

test('the Chinese playground says it all in Chinese', async ({ page }) => {
  const bench = await playground(page, 'zh-cn/playground/');
  await choose(page, '两把锁');
  await bench.run();
  await expect(bench.outcome).toContainText('运行结束');
  await bench.root.getByRole('button', { name: '单步查看这次运行' }).click();
  await expect(bench.stage).toBeVisible(PYTHON);
  await page.keyboard.press('ArrowRight');
  // Names of threads, of Python's and of the program's own are what may be left of Latin letters.
  const text = await bench.root.locator('.wb-bar, .wb-options, .wb-search, .st-say, .st-bar').allInnerTexts();
  const words = text.join(' ').match(/\b[a-z]{3,}\b/g) ?? [];
  expect(words.filter((word) => ['the', 'and', 'step', 'run', 'line', 'waits', 'thread'].includes(word))).toEqual([]);
  await bench.root.getByRole('button', { name: '回到编辑' }).click();
  await bench.root.getByRole('button', { name: '找出会出错的调度' }).click();
  await bench.root.getByRole('button', { name: '找一个会出错的调度' }).click();
  await expect(bench.root.locator('[data-search=done]')).toContainText('死锁', PYTHON);
  await expect(bench.root.locator('[data-search=done] li').first()).toContainText('被暂停', PYTHON);
});
