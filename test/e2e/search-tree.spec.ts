/** The tree of orders that a search draws in the playground, by keyboard. */
import { expect, test } from './fixtures.ts';
import { LONG, playground, PYTHON, type Workbench } from './workbench.ts';

test.describe.configure({ timeout: LONG });

const program = (before: string, one: string, other: string) => `import threading
${before}
def one():
    ${one}
def other():
    ${other}
threads = [threading.Thread(target=one, name="A"), threading.Thread(target=other, name="B")]
for t in threads: t.start()
for t in threads: t.join()
`;

/** Closes and opens the tree, goes down to the row that says this, and opens it on the stage. */
async function openRow({ page, root, stage }: Workbench, says: RegExp): Promise<void> {
  const rows = root.getByRole('treeitem');
  const focused = root.locator('[role=treeitem]:focus');
  await root.getByRole('treeitem', { selected: true }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveAttribute('aria-level', '2');
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(focused).toHaveText(says, { timeout: 100 });
  }).toPass({ intervals: [0], timeout: 10_000 });
  await page.keyboard.press('Enter');
  await stage.waitFor(PYTHON);
}

test('a search that ended too soon for a tree draws one when asked; its deadlock is stepped by keys', async ({
  page,
}) => {
  const bench = await playground(page);
  const nested = (a: string, b: string) => `with ${a}:\n        with ${b}: pass`;
  const locks = 'left, right = threading.Lock(), threading.Lock()';
  await bench.write(program(locks, nested('left', 'right'), nested('right', 'left')));
  await bench.search();
  await bench.root.getByRole('button', { name: 'Try each order and draw the tree' }).press('Enter');
  await expect(bench.root.locator('[data-search=done]')).toContainText('between accesses to memory', PYTHON);
  expect(await bench.barriers(), 'with a tree').toEqual([]);
  await openRow(bench, /^B took right first → deadlock/);
  await bench.stepTo('End');
  await expect(bench.stage.getByRole('group', { name: 'How the run ended' })).toContainText('Deadlock');
});

test('the orders of n += 1 are a tree in Chinese, with the step that need not be tried', async ({ page }) => {
  const bench = await playground(page, 'zh-cn/playground/');
  const { root } = bench;
  const add = 'global n\n    n += 1';
  await bench.write(`${program('n = 0', add, add)}print(n)\n`);
  await root.getByRole('button', { name: '找出会出错的调度' }).press('Enter');
  await expect(root.locator('[data-search=done] p').first()).toBeVisible(PYTHON);
  await root.getByLabel('方式').selectOption('dpor');
  await root.getByRole('button', { name: '找一个会出错的调度' }).press('Enter');
  // The four orders, and A may have ended before B is started: then there is no other.
  await expect(root.locator('[data-search=done]')).toContainText('5 种彼此不同的次序全部试过', PYTHON);
  const left = root.getByRole('treeitem', { name: '不用试：B 读取 n，先于 A 读取它。这两步可以交换。' });
  await expect(left).toHaveCount(1);
  await openRow(bench, /^B 写入 n，先于 A 写入它 → 正常结束 1$/);
  await bench.stepTo('End');
  await expect(root.getByRole('group', { name: '输出' })).toHaveText('1');
});
