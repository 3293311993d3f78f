import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { serve } from '../../site/server/serve.mjs';
import { browserFlags, findBrowser } from '../tools/browser.mjs';
import { median, round2, type Row } from './measure.ts';
import { COUNTER, POOL } from './programs.ts';

/** The number of schedules that the page tries by default. */
const SCHEDULES = 300;
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Python in Chromium, through the playground of the built site: what a learner waits for. */
export async function browserRows(most: number): Promise<Row[]> {
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
    for (let round = 0; round < Math.min(3, most); round++) {
      const page = await visitor(browser, url);
      cold.push(await printed(page, 'cold'));
      // The snapshot is made in the background and kept: a second visit has it.
      await page.waitForFunction(kept, undefined, { timeout: 60_000 });
      await open(page, url);
      warm.push(await printed(page, 'warm'));
      again.push(await printed(page, 'again'));
      runs.push(await printed(page, 'counted', COUNTER));
      await write(page, POOL);
      await openSearch(page);
      // The first search is for the compiler.
      await search(page);
      searches.push(SCHEDULES / ((await search(page)) / 1000));
      await page.context().close();
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

/** Somebody who comes to the playground for the first time, and likes the plain editor. */
async function visitor(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => localStorage.setItem('lab:editor', 'plain'));
  await open(page, url);
  return page;
}

async function open(page: Page, url: string) {
  await page.goto('about:blank');
  await page.goto(new URL('playground/#two_locks', url).href);
  await page.locator('[data-workbench][data-ready]').waitFor();
}

const write = (page: Page, code: string) =>
  page.locator('[data-workbench] .ed-plain:not(.ed-away) textarea').fill(code);

/** Milliseconds from Run to a word that no program before has printed. */
async function printed(page: Page, word: string, code = ''): Promise<number> {
  await write(page, `${code}\nprint("${word}")\n`);
  const began = performance.now();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('[data-output]', { hasText: word }).waitFor({ timeout: 120_000 });
  return performance.now() - began;
}

/** Opens the search, which begins at once, and sets it to schedules drawn at operations. */
async function openSearch(page: Page) {
  await page.getByRole('button', { name: 'Find a failing schedule', exact: true }).click();
  await page.locator('[data-search=done]').waitFor({ timeout: 120_000 });
  const [strategy, schedules] = [page.locator('.wb-search select').first(), page.locator('.wb-search select').nth(1)];
  await strategy.selectOption('random');
  await schedules.selectOption(`${SCHEDULES}`);
}

/** Milliseconds that a search takes to try all its schedules. */
async function search(page: Page): Promise<number> {
  const began = performance.now();
  await page.locator('.wb-search .wb-row button').first().click();
  const done = page.locator('[data-search=done]');
  await done.waitFor({ state: 'detached' });
  await done.waitFor({ timeout: 120_000 });
  return performance.now() - began;
}

/** There is a snapshot in the browser's store. */
async function kept(): Promise<boolean> {
  for (const name of await caches.keys()) if ((await (await caches.open(name)).keys()).length > 0) return true;
  return false;
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
