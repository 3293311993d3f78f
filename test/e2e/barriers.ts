import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, ContextSpec, RunOptions } from 'axe-core';

/** Axe's script. It comes into a page once: bringing it takes longer than most of its rules. */
const SCRIPT = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const COLOURS = ['color-contrast', 'link-in-text-block'];

interface Look {
  /** Only this part of the page. */
  within?: string;
  without?: readonly string[];
  /** The part to check: whether colours stand out, and nothing else; or all but that. */
  colours?: 'only' | 'not' | undefined;
  /** False leaves out how large targets are. */
  sizes?: boolean;
}

/** Runs axe on a page and gives a text for each broken rule, with the first elements. */
export async function barriers(
  page: Page,
  { within, without = [], colours, sizes = true }: Look = {},
): Promise<string[]> {
  const context: ContextSpec = { exclude: [...without], ...(within && { include: [within] }) };
  const off = colours === 'not' ? COLOURS.map((rule) => [rule, { enabled: false }]) : [];
  const options: RunOptions = {
    // Of what is as it should be, nothing is written down: that takes axe longer than to find it.
    resultTypes: ['violations'],
    // Nor are style sheets fetched once more, for a rule that is experimental.
    preload: false,
    // WCAG 2.2: targets of 24 px, or so much room around them. Axe leaves it out unless it is asked for.
    rules: { 'target-size': { enabled: sizes }, ...Object.fromEntries(off) },
    ...(colours === 'only' && { runOnly: { type: 'rule', values: COLOURS } }),
  };
  // A frame answers the axe of its page.
  for (const frame of page.frames().slice(1)) await frame.evaluate(SCRIPT);
  return (await runAxe(page, context, options)).map(({ id, help, nodes }) => {
    const examples = nodes.slice(0, 3).map((node) => `\n    ${node.html.slice(0, 160)}\n      ${node.failureSummary}`);
    return `${id}: ${help} (${nodes.length})${examples.join('')}`;
  });
}

/**
 * Asks the browser itself, in one call. Playwright's evaluate() has been seen to give no answer to `typeof axe` in a page
 * that was alive, though it had just brought the script there.
 */
async function runAxe(page: Page, context: ContextSpec, options: RunOptions): Promise<AxeResults['violations']> {
  const devtools = await page.context().newCDPSession(page);
  const evaluate = (expression: string) =>
    devtools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  const run = `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`;
  const there = await evaluate('typeof axe');
  const { result, exceptionDetails } = await evaluate(there.result.value === 'object' ? run : `${SCRIPT};\n${run}`);
  if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  await devtools.detach();
  return result.value as AxeResults['violations'];
}
