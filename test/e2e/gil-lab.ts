import type { Page } from '@playwright/test';
import { expect, open } from './fixtures.ts';

/** Texts of the lab, by the path of its page. */
export const WORDS = {
  'gil/': {
    tasks: 'Tasks',
    ms: 'Milliseconds each',
    most: 'Workers, up to',
    repeat: 'Runs of each',
    start: 'Measure',
    done: /^Done: \d+ runs\.$/,
    holds: 'holds the GIL',
  },
  'zh-cn/gil/': {
    tasks: '任务数',
    ms: '每个多少毫秒',
    most: '工作线程最多',
    repeat: '每种运行几次',
    start: '开始测量',
    done: /^完成，共运行 \d+ 次。$/,
    holds: '持有 GIL',
  },
} as const;
export type Path = keyof typeof WORDS;

export const lab = (page: Page) => page.locator('[data-gil-lab]');
export const button = (page: Page, name: string) => lab(page).getByRole('button', { name, exact: true });
export const said = (page: Page) => lab(page).locator('.said');
export const table = (page: Page, name: string | RegExp) => lab(page).getByRole('table', { name });

/** Opens the lab, alive, with a measurement in its form that is over in a moment. */
export async function quick(page: Page, path: Path = 'gil/') {
  await open(page, path);
  await expect(lab(page)).toHaveAttribute('data-gil-lab', /idle|failed/);
  const t = WORDS[path];
  await unfold(page);
  await set(page, t.most, '2');
  await set(page, t.repeat, '1');
  await set(page, t.tasks, '2');
  await set(page, t.ms, '10');
  return t;
}
/** The settings are folded until they are wanted. */
export const unfold = (page: Page) => lab(page).locator('.more > summary').click();
export const set = (page: Page, label: string, value: string) =>
  lab(page).getByLabel(label, { exact: true }).fill(value);
