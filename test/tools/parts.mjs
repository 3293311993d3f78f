import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { checkBudgets } from './budgets.mjs';
import { command, root } from './command.mjs';
import { playwrightFiles, playwrightTally, vitestFiles, vitestTally } from './reports.mjs';
import { packageBuild } from '../../site/pack/scorm.mjs';

const cache = join(root, 'test/.cache');

/**
 * The parts of a whole test run, in order. Each gives how many of its checks or tests passed and failed.
 * @type {Record<string, (args: string[]) => Promise<import('./reports.mjs').Tally>>}
 */
export const parts = {
  format,
  lint: () => checks(command('oxlint', ['--deny-warnings']), command('knip', ['--no-progress'])),
  types,
  pages,
  build,
  budgets: () => checkBudgets(join(root, 'dist')),
  firefox: (words) => other('Firefox', words),
  webkit: (words) => other('WebKit', words),
  unit,
  e2e,
};

/** Oxfmt writes as Prettier does, in a fortieth of its time, but knows no components. */
function format() {
  const components = ['--check', '--log-level', 'warn', '**/*.{astro,svelte}'];
  return checks(command('oxfmt', ['--check']), command('prettier', components));
}

async function types() {
  // Astro generates types, and the checks need them first.
  await command('astro', ['sync', '--silent']);
  return checks(
    command('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--tsgo-experimental-api']),
    command('tsc', ['--noEmit']),
  );
}

/** The types of `.astro` files. `types` reads all TypeScript; for these, that of the site is enough. */
function pages() {
  const only = ['--tsconfig', 'test/tools/pages.tsconfig.json'];
  return checks(command('astro', ['check', '--minimumFailingSeverity', 'warning', ...only]));
}

/**
 * One project of Vitest each, which `unit` runs all of.
 * @type {typeof parts}
 */
export const projects = Object.fromEntries(
  ['core', 'python', 'threads', 'site'].map((name) => [name, (args) => unit([`--project=${name}`, ...args])]),
);

/** Parts that leave a processor idle now and then. What needs both, Chromium with its threads, runs alone. */
const LANES = [
  ['format', 'lint'],
  ['types', 'pages', 'build', 'budgets', 'firefox', 'webkit'],
  ['unit', ...Object.keys(projects)],
];

/**
 * Lanes of parts, which run at the same time, each lane's in its order; and the parts that come after them all.
 * @param {string[]} names
 */
export function plan(names) {
  const lanes = LANES.map((lane) => lane.filter((name) => names.includes(name))).filter((lane) => lane.length > 0);
  return { lanes, after: names.filter((name) => !LANES.flat().includes(name)) };
}

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

/** The site at `/`; and that of a package, which is in a folder: the tests serve it there before it is made relative. */
async function build() {
  const whole = await command('astro', ['build'], { OUT_DIR: './dist', BASE_PATH: '/' });
  const inFolder = await command('astro', ['build'], packageBuild);
  return checks(whole, inFolder);
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
