import { barriers } from './barriers.ts';
import { expect, open, test } from './fixtures.ts';

test('a number in the prose is moved by the keyboard, and the sentence, the timeline and the curve follow', async ({
  page,
}) => {
  await open(page, 'lessons/how-many-workers/');
  const sliders = page.locator('[data-sliders="load"]');
  const rate = sliders.getByRole('slider', { name: 'jobs that come in a second' });
  await rate.focus();
  const before = await sliders.locator('.sl-say').innerText();
  const drawn = await sliders.locator('.st-plot path').first().getAttribute('d');
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await expect(sliders.locator('.sl-slides b').first()).toHaveText('18');
  // Two workers of 0.1 s: the capacity stays, the wait does not.
  await expect(sliders.locator('.sl-say')).toContainText('At most 20 jobs a second');
  expect(await sliders.locator('.sl-say').innerText()).not.toBe(before);
  expect(await sliders.locator('.st-plot path').first().getAttribute('d')).not.toBe(drawn);
  await expect(sliders.getByRole('status')).toContainText('At most 20 jobs a second');
  await sliders.getByText('The curve as a table').click();
  await expect(sliders.locator('.sl-curve tbody tr')).toHaveCount(20);
  expect(await barriers(page, { without: ['pre'] })).toEqual([]);

  await sliders.getByRole('button', { name: 'As at first' }).click();
  await expect(sliders.locator('.sl-slides b').first()).toHaveText('10');
});

test('the numbers of a phone reader fit, and are moved by a finger', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'zh-cn/lessons/work-manager-step-by-step/');
  const sliders = page.locator('[data-sliders="jobs-and-workers"]');
  await sliders.getByRole('slider', { name: '工作线程数' }).fill('12');
  await expect(sliders.locator('.sl-say')).toContainText('共 2 轮');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
