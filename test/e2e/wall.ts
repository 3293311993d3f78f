import type { Page } from '@playwright/test';

/**
 * Goes through all screens of a lesson on the wall, as they are before anything is used. Gives a line for each screen with a
 * text that is too small or cut at an edge, or with more than fits. Code scrolls in its own box, as everywhere.
 */
export const faultsOnWall = (page: Page): Promise<{ screens: number; texts: number; faults: string[] }> =>
  page.evaluate(async () => {
    const least = innerWidth / 64 - 0.01;
    const found = { screens: 0, texts: 0, faults: [] as string[] };
    const bar = document.querySelector('.present-bar')!;
    const next = bar.querySelector<HTMLButtonElement>('button.go')!;
    const scaleOf = (of: Element) => {
      if (!(of instanceof SVGGraphicsElement)) return (of as HTMLElement).currentCSSZoom;
      const matrix = of.getScreenCTM()!;
      return Math.hypot(matrix.a, matrix.b);
    };
    const isShown = (of: Element) => {
      const { width, height } = of.getBoundingClientRect();
      return width > 2 && height > 2 && of.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    };
    const hasText = ({ childNodes }: Element) =>
      [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const asleep = () =>
      [...document.querySelectorAll('main astro-island[ssr]:not([client=intent])')].some((each) =>
        each.checkVisibility(),
      );
    for (;;) {
      do await new Promise(requestAnimationFrame);
      while (asleep());
      found.screens++;
      const place = `${bar.querySelector('b')!.textContent}: `;
      const more = document.documentElement.scrollHeight - innerHeight;
      if (more > 0)
        found.faults.push(
          `${place}${more} px more than fits, from “${document.querySelector('main [data-last]')?.textContent.trim().slice(0, 20)}”`,
        );
      for (const each of document.querySelectorAll('main *')) {
        if (!hasText(each) || !isShown(each)) continue;
        found.texts++;
        const size = Number.parseFloat(getComputedStyle(each).fontSize) * scaleOf(each);
        const text = `“${each.textContent.trim().slice(0, 20)}”`;
        if (size < least) found.faults.push(`${place}${text} has ${size.toFixed(1)} px`);
        if (each.getBoundingClientRect().right > innerWidth && !each.closest('pre, .ed, .st-figure, .st-scroll'))
          found.faults.push(`${place}${text} ends beyond the right edge`);
      }
      if (next.disabled) return found;
      next.click();
    }
  });
