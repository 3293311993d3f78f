import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { checkBudgets } from './budgets.mjs';
import { command, root } from './command.mjs';
import { playwrightFiles, playwrightTally, vitestFiles, vitestTally } from './reports.mjs';
import { packageBuild } from '../../site/pack/scorm.mjs';
import { subFolder } from './sub-folder.mjs';

const cache = join(root, 'test/.cache');

/**
 * The parts of a whole test run, in order. Each gives how many of its checks or tests passed and failed.
 * @type {Record<string, (args: string[]) => Promise<import('./reports.mjs').Tally>>}
 */
export const parts = {
  format: () => checks(command('prettier', ['--check', '--log-level', 'warn', '.'])),
  lint: () => checks(command('oxlint', ['--deny-warnings']), command('knip', ['--no-progress'])),
  types,
  unit,
  build,
  budgets: () => checkBudgets(join(root, 'dist')),
  firefox: (words) => other('Firefox', words),
  webkit: (words) => other('WebKit', words),
  e2e,
};

/** Parts that only read, or that wait most of the time: those that follow each other run at the same time. */
const TOGETHER = [new Set(['format', 'lint', 'types']), new Set(['budgets', 'firefox', 'webkit'])];

/**
 * The parts in their order, in groups that run at the same time.
 * @param {string[]} names
 */
export function inGroups(names) {
  /** @type {string[][]} */
  const groups = [];
  for (const name of names) {
    const last = groups.at(-1);
    if (last && TOGETHER.some((some) => some.has(name) && some.has(/** @type {string} */ (last[0])))) last.push(name);
    else groups.push([name]);
  }
  return groups;
}

async function types() {
  // Astro generates types, and the checks beside it need them first.
  await command('astro', ['sync', '--silent']);
  // Each keeps one processor busy. `tsc` reads all TypeScript; for pages, that of the site is enough.
  const others = async () => [
    await command('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--tsgo-experimental-api']),
    await command('tsc', ['--noEmit']),
  ];
  const [astro, [svelte, typescript]] = await Promise.all([
    command('astro', ['check', '--minimumFailingSeverity', 'warning', '--tsconfig', 'test/tools/pages.tsconfig.json']),
    others(),
  ]);
  return checks(astro, svelte, typescript);
}

/**
 * One project of Vitest each, which `unit` runs all of.
 * @type {typeof parts}
 */
export const projects = Object.fromEntries(
  ['core', 'python', 'threads', 'site'].map((name) => [name, (args) => unit([`--project=${name}`, ...args])]),
);

async function unit(args) {
  const file = reportFile('vitest.json');
  const endedWell = await command('vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]);
  return { ...vitestTally(file, endedWell), files: vitestFiles(file) };
}

async function build() {
  const whole = await command('astro', ['build'], { OUT_DIR: './dist', BASE_PATH: '/' });
  const inFolder = await command('astro', ['build'], { OUT_DIR: `./${subFolder.dir}`, BASE_PATH: subFolder.base });
  const packaged = await command('astro', ['build'], packageBuild);
  return checks(whole, inFolder, packaged);
}

async function e2e(args) {
  const file = reportFile('playwright.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, CHROMIUM: await findBrowser() };
  const config = ['--config', 'test/e2e/playwright.config.ts'];
  const endedWell = await command('playwright', ['test', ...config, '--reporter=dot,json', ...args], env);
  return { ...playwrightTally(file, endedWell), files: playwrightFiles(file) };
}

/** Loaded when it is asked for: the other parts do without its packages. @param {'Firefox' | 'WebKit'} name @param {string[]} words */
async function other(name, words) {
  const { smoke } = await import('../browsers/smoke.ts');
  return smoke(name, words);
}

/** An old report must not be counted for a run that wrote none. */
function reportFile(name) {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, name);
  rmSync(file, { force: true });
  return file;
}

async function checks(...results) {
  const ended = await Promise.all(results);
  const passed = ended.filter(Boolean).length;
  return { passed, failed: ended.length - passed };
}
