import type { Locator, Page } from '@playwright/test';
import { expect, open } from './fixtures.ts';

/** Windows that a pool view is measured in. */
export const LAPTOPS = [
  [1280, 720],
  [1440, 900],
  [1920, 1080],
] as const;
export const PHONES = [
  [390, 844],
  [360, 740],
] as const;

/** Opens a pool view and waits until it is alive: a picture that was built does not step. */
export async function alive(page: Page, path: string, id: string): Promise<Locator> {
  await open(page, path);
  const stage = page.locator(`#${id}`);
  await stage.scrollIntoViewIfNeeded();
  await stage.locator('.st-main').hover();
  await expect(page.locator('astro-island[ssr]', { has: stage })).toHaveCount(0);
  await stage.evaluate((node) => node.scrollIntoView({ block: 'end' }));
  return stage;
}

/**
 * Measures where the parts of a view are. `out`: parts that are not wholly in the window. `over`: pairs of parts that overlap.
 * `cut`: text that is cut off. `lines`: whole lines of code. `current`: the marked line of the program is in sight.
 */
export const measure = (stage: Locator) =>
  stage.evaluate((root) => {
    const parts = ['.st-say', '.st-queues', '.st-lanes', '.st-source', '.st-side', '.st-bar', '.st-time', '.st-views'];
    const shown = parts
      .map((name) => ({ name, node: root.querySelector<HTMLElement>(name) }))
      .filter(({ node }) => node?.checkVisibility());
    // What the pool holds is seen as far as the pool goes.
    const pool = root.querySelector('.st-pool')!.getBoundingClientRect();
    const boxes = shown.map(({ name, node }) => {
      const { top, left, bottom, right } = node!.getBoundingClientRect();
      const within = node!.closest('.st-pool') !== null;
      return { name, box: { top, left, right, bottom: within ? Math.min(bottom, pool.bottom) : bottom } };
    });
    const scrolls = root.querySelector('.st-pool')!;
    const out = boxes
      .filter(({ box }) => box.top < -1 || box.left < -1 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1)
      .map(({ name }) => name);
    const over = boxes.flatMap(({ name, box }, i) =>
      boxes
        .slice(i + 1)
        .filter(
          ({ box: other }) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
            Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1,
        )
        .map((other) => `${name} ${other.name}`),
    );
    const cut = [
      ...root.querySelectorAll<HTMLElement>('.st-said, .st-what, .st-pill, .st-title, .st-name, .st-legend li'),
    ]
      .filter((node) => node.checkVisibility())
      .filter((node) => node.scrollWidth > node.clientWidth + 2 || node.scrollHeight > node.clientHeight + 3)
      .map((node) => `${node.className}: ${node.textContent}`);
    const sheets = [...root.querySelectorAll<HTMLElement>('.st-lines')].filter((node) => node.checkVisibility());
    const current = sheets.every((sheet) => {
      const mark = sheet.querySelector('.st-on')?.getBoundingClientRect();
      const box = sheet.getBoundingClientRect();
      return !mark || (mark.top >= box.top - 1 && mark.bottom <= box.bottom + 1);
    });
    return {
      shown: shown.map(({ name }) => name),
      out,
      over,
      cut,
      current,
      lines: sheets.reduce((sum, sheet) => sum + Math.floor(sheet.clientHeight / 20), 0),
      lanes: [...root.querySelectorAll('.st-lane')].map((lane) => Math.round(lane.getBoundingClientRect().height)),
      /** Pixels of the pool that have to be scrolled to. */
      hidden: scrolls.checkVisibility() ? scrolls.scrollHeight - scrolls.clientHeight : 0,
      /** Pixels of the sentence and of the end that have to be scrolled to. */
      unread: [...root.querySelectorAll('.st-say, .st-end')]
        .filter((node) => node.checkVisibility({ visibilityProperty: true }))
        .reduce((sum, node) => sum + node.scrollHeight - node.clientHeight, 0),
      gutter: Math.max(
        0,
        ...[...root.querySelectorAll('.st-mark b')].map((mark) => Math.round(mark.getBoundingClientRect().width)),
      ),
      height: Math.round(root.getBoundingClientRect().height),
      sideways: document.documentElement.scrollWidth - innerWidth,
    };
  });

/** The parts that are in sight at once. */
export const ON_LAPTOP = ['.st-say', '.st-queues', '.st-lanes', '.st-source', '.st-side', '.st-bar', '.st-time'];
export const ON_PHONE = ['.st-say', '.st-queues', '.st-lanes', '.st-bar', '.st-time', '.st-views'];
