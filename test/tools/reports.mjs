import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './command.mjs';

/**
 * The tests that passed and failed, and the names of those that failed, as far as they have one; `again` names those that
 * passed at the second try only.
 * @typedef {{ passed: number, failed: number, names?: string[], again?: string[], files?: Took[] }} Tally
 * @typedef {{ name: string, seconds: number }} Took seconds of one file of tests.
 */

/**
 * Counts Vitest's JSON report. A file that could not be run counts as one failure, and so does a run with no test.
 * @param {string} file
 * @param {boolean} endedWell whether Vitest itself ended with exit code 0.
 * @returns {Tally}
 */
export function vitestTally(file, endedWell) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1 };
  const failures = (suite) => suite.assertionResults.filter((test) => test.status === 'failed');
  const broken = report.testResults.filter((suite) => suite.status === 'failed' && failures(suite).length === 0);
  const names = report.testResults.flatMap((suite) =>
    failures(suite).map((test) => `${relative(root, suite.name)}: ${test.fullName}`),
  );
  return settle(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      names: [...names, ...broken.map((suite) => relative(root, suite.name))],
    },
    endedWell,
  );
}

/**
 * A browser itself hangs once in some thousand pages. More tests than these that need a second try say that it is not the
 * browser.
 */
const MOST_AGAIN = 2;

/**
 * Counts Playwright's JSON report. Tests that passed at their second try have passed, if they are {@link MOST_AGAIN} at
 * most.
 * @param {string} file
 * @param {boolean} endedWell whether Playwright itself ended with exit code 0.
 * @returns {Tally}
 */
export function playwrightTally(file, endedWell) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  const named = (status) =>
    specsOf(report)
      .filter((spec) => spec.tests.some((test) => test.status === status))
      .map((spec) => `${spec.file}:${spec.line}: ${spec.title}`);
  const failed = named('unexpected');
  const again = named('flaky');
  const tally =
    flaky > MOST_AGAIN
      ? { passed: expected, failed: unexpected + flaky, names: [...failed, ...again] }
      : { passed: expected + flaky, failed: unexpected, names: failed };
  return { ...settle(tally, endedWell), again };
}

/**
 * Seconds that each file of a Vitest run took.
 * @param {string} file its JSON report.
 * @returns {Took[]}
 */
export function vitestFiles(file) {
  const suites = read(file)?.testResults ?? [];
  return suites.map(({ name, startTime, endTime }) => ({
    name: relative(root, name),
    seconds: (endTime - startTime) / 1000,
  }));
}

/**
 * Seconds that each file of a Playwright run took: its tests' own, side by side or not.
 * @param {string} file its JSON report.
 * @returns {Took[]}
 */
export function playwrightFiles(file) {
  const seconds = new Map();
  for (const spec of specsOf(read(file) ?? {}))
    for (const { duration } of spec.tests.flatMap(({ results }) => results))
      seconds.set(spec.file, (seconds.get(spec.file) ?? 0) + duration / 1000);
  return [...seconds].map(([name, sum]) => ({ name: `test/e2e/${name}`, seconds: sum }));
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`No report to count: ${error.message}`);
    return undefined;
  }
}

/** A run that ended badly, or ran nothing, never counts as a success. */
function settle({ passed, failed, names }, endedWell) {
  const unexplained = failed === 0 && (!endedWell || passed === 0);
  return { passed, failed: failed + (unexplained ? 1 : 0), names };
}
