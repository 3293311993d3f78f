import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * Counts Vitest's JSON report. A file that could not be run counts as one failure, and so does a run with no test.
 * @param {string} file
 * @param {boolean} endedWell whether Vitest itself ended with exit code 0.
 * @returns {Tally}
 */
export function vitestTally(file, endedWell) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  );
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length }, endedWell);
}

/**
 * Counts Playwright's JSON report. A flaky test is a failed one.
 * @param {string} file
 * @param {boolean} endedWell whether Playwright itself ended with exit code 0.
 * @returns {Tally}
 */
export function playwrightTally(file, endedWell) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return settle({ passed: expected, failed: unexpected + flaky }, endedWell);
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
function settle({ passed, failed }, endedWell) {
  const unexplained = failed === 0 && (!endedWell || passed === 0);
  return { passed, failed: failed + (unexplained ? 1 : 0) };
}
