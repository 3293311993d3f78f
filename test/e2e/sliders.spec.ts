import { barriers } from './barriers.ts';
import { expect, holdBack, open, test } from './fixtures.ts';

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
  expect(await barriers(page, { within: '[data-sliders="load"]' })).toEqual([]);

  await sliders.getByRole('button', { name: 'As at first' }).click();
  await expect(sliders.locator('.sl-slides b').first()).toHaveText('10');
});

test('a number that is moved before, while and after its script comes is where the reader left it', async ({
  page,
}) => {
  const letGo = await holdBack(page, /\/_astro\/Sliders\..*\.js/);
  await page.goto('lessons/how-many-workers/', { waitUntil: 'load' });
  const rate = page.getByRole('slider', { name: 'jobs that come in a second' });
  await rate.focus();
  const move = async (to: string) => {
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    await expect(rate).toHaveValue(to);
  };
  await move('14');
  // The replay of what was held waits for a turn of its own: the next presses come before it and between.
  await page.evaluate(() => {
    const later = setTimeout;
    globalThis.setTimeout = ((run: () => void, delay = 0) => later(run, delay + 100)) as typeof setTimeout;
  });
  letGo();
  await expect(page.locator('[data-sliders="load"] .sl-slides b').first()).toHaveText('14');
  await move('18');
  await move('22');
  await expect(page.locator('[data-sliders="load"] .sl-slides b').first()).toHaveText('22');
  // Said once the slider rests, after all that was held.
  await expect(page.locator('[data-sliders="load"]').getByRole('status')).toContainText('At most 20 jobs a second');
  await expect(rate).toHaveValue('22');
});

test('the numbers of a phone reader fit, and are moved by a finger', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'zh-cn/lessons/work-manager-step-by-step/');
  const sliders = page.locator('[data-sliders="jobs-and-workers"]');
  await sliders.getByRole('slider', { name: '工作线程数' }).fill('12');
  await expect(sliders.locator('.sl-say')).toContainText('共 2 轮');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
