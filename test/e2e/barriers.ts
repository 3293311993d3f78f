import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const COLOURS = ['color-contrast', 'link-in-text-block'];

interface Look {
  /** Only this part of the page. */
  within?: string;
  without?: readonly string[];
  /** Whether colours stand out, and nothing else; or all but that. */
  colours?: 'only' | 'not';
}

/** Runs axe on a page and gives a text for each broken rule, with the first elements. */
export async function barriers(page: Page, { within, without = [], colours }: Look = {}): Promise<string[]> {
  // Of what is as it should be, nothing is written down: that takes axe longer than to find it.
  // Nor are style sheets fetched once more, for a rule that is experimental.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    preload: false,
    // WCAG 2.2: targets of 24 px, or so much room around them. Axe leaves it out unless it is asked for.
    rules: { 'target-size': { enabled: true } },
  });
  if (within) axe.include(within);
  for (const part of without) axe.exclude(part);
  if (colours === 'only') axe.withRules(COLOURS);
  if (colours === 'not') axe.disableRules(COLOURS);
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => {
    const examples = nodes.slice(0, 3).map((node) => `\n    ${node.html.slice(0, 160)}\n      ${node.failureSummary}`);
    return `${id}: ${help} (${nodes.length})${examples.join('')}`;
  });
}
