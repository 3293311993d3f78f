import type { Page } from '@playwright/test';

/**
 * Lists the targets of a page, folded parts included, that are lower or narrower than 24 px. Links in a sentence are as high
 * as its letters, and so are terms and the numbers of sources; bars between panes have a wider part that is not seen.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const folded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    for (const each of folded) each.open = true;
    const isInSentence = (of: Element): boolean => {
      for (
        let inner = of;
        getComputedStyle(inner).display === 'inline' && inner.parentElement;
        inner = inner.parentElement
      )
        if (
          [...inner.parentElement.childNodes].some(
            (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
          )
        )
          return true;
      return false;
    };
    const small: string[] = [];
    const exempt = '.term, .source a, .split-bar';
    for (const each of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
      if (each.matches(exempt) || !each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const label = each.matches('[type=checkbox], [type=radio]') ? each.closest('label') : null;
      const { width, height } = (label ?? each).getBoundingClientRect();
      // One or two pixels: it is there for screen readers only.
      if (Math.min(width, height) < 23.9 && Math.min(width, height) > 2 && !isInSentence(each))
        small.push(`${each.outerHTML.slice(0, 100)}: ${width.toFixed(1)} × ${height.toFixed(1)} px`);
    }
    for (const each of folded) each.open = false;
    return small;
  });
