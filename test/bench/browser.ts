import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { serve } from '../../site/server/serve.mjs';
import { browserFlags, findBrowser } from '../tools/browser.mjs';
import { median, round2, type Row } from './measure.ts';
import { COUNTER, POOL } from './programs.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Python in Chromium, through the playground of the built site: what a learner waits for. */
export async function browserRows(): Promise<Row[]> {
  if (!existsSync(DIST)) {
    console.log('No dist folder: run `npm run build` first to measure Chromium too.');
    return [];
  }
  const { url, close } = await serve({ dir: DIST, port: 0 });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    const again: number[] = [];
    const searches: number[] = [];
    const runs: number[] = [];
    for (let round = 0; round < 3; round++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await open(page, url, 'print("hello")');
      cold.push(await timed(page, 'Run', '[data-output]'));
      // The snapshot is made in the background and kept: a second visit has it.
      await page.waitForFunction(() => caches.keys().then((keys) => keys.length > 0), undefined, { timeout: 60_000 });
      await open(page, url, 'print("hello")');
      warm.push(await timed(page, 'Run', '[data-output]'));
      again.push(await timed(page, 'Run', '[data-output]'));
      await open(page, url, POOL);
      searches.push(1000 / ((await timed(page, 'Find a schedule that breaks it', '[data-search=done]')) / 300));
      await open(page, url, COUNTER);
      runs.push(await timed(page, 'Run', '.wb-outcome p'));
      await context.close();
    }
    return [
      row('first output, cold, Chromium', 'ms', 'lower', cold),
      row('first output, second visit, Chromium', 'ms', 'lower', warm, { id: 'cold', values: cold }),
      row('first output, Python running, Chromium', 'ms', 'lower', again, { id: 'cold', values: cold }),
      row('schedules, pool of 3 workers and 6 jobs, operation, Chromium', 'schedules/s', 'higher', searches),
      row('2,000 increments in two threads, run and kept, Chromium', 'ms', 'lower', runs),
    ];
  } finally {
    await browser.close();
    await close();
  }
}

/** The playground with this code in its editor. */
async function open(page: Page, url: string, code: string) {
  await page.goto('about:blank');
  await page.goto(new URL('playground/#two_locks', url).href);
  await page.locator('[data-workbench][data-ready]').waitFor();
  await page.locator('[data-workbench] textarea').first().fill(code);
}

/** Milliseconds from a press of a button until something is on the page. */
async function timed(page: Page, name: string, selector: string): Promise<number> {
  const began = performance.now();
  await page.getByRole('button', { name, exact: true }).click();
  await page
    .locator('.wb-progress p:not(:empty)')
    .waitFor({ timeout: 1000 })
    .catch(() => {});
  await page.locator(selector).first().waitFor({ timeout: 120_000 });
  return performance.now() - began;
}

function row(
  id: string,
  unit: string,
  better: Row['better'],
  values: readonly number[],
  other?: { id: string; values: readonly number[] },
): Row {
  const value = round2(median(values));
  const theirs = other && round2(median(other.values));
  return {
    id,
    value,
    unit,
    better,
    spread: [round2(Math.min(...values)), round2(Math.max(...values))],
    against: other && theirs !== undefined ? [{ id: other.id, value: theirs, ratio: round2(value / theirs) }] : [],
  };
}
