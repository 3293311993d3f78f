import { expect, open, test } from './fixtures.ts';

// A program in an editor, a listing of a level, and the widest table of the site.
for (const path of ['lessons/the-same-pool-on-web-workers', 'museum/if-instead-of-while', 'gil'])
  test(`on paper no text of ${path} is cut at the right edge`, async ({ page }) => {
    // A4 without the margins of a lesson.
    await page.setViewportSize({ width: 673, height: 980 });
    await page.emulateMedia({ media: 'print' });
    await open(page, `./${path}/`);
    const seen = await page.evaluate(() => {
      const found = { texts: 0, cut: [] as string[] };
      for (const each of document.querySelectorAll<HTMLElement>('main *')) {
        const own = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
        const { width, right } = each.getBoundingClientRect();
        if (!own || width < 3 || !each.checkVisibility({ visibilityProperty: true })) continue;
        found.texts++;
        if (right > innerWidth + 1) found.cut.push(`${each.textContent.trim().slice(0, 30)} ends at ${right} px`);
      }
      return found;
    });
    expect(seen.cut).toEqual([]);
    expect(seen.texts).toBeGreaterThan(50);
  });
