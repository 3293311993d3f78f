import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { playwrightTally, vitestTally } from './reports.mjs';

const dir = mkdtempSync(join(tmpdir(), 'lab-reports-'));
afterAll(() => rmSync(dir, { recursive: true }));

function report(content: unknown): string {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const suite = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

const vitest = (passed: number, failed: number, ...testResults: object[]) =>
  report({ numPassedTests: passed, numFailedTests: failed, testResults });

test('passed and failed tests of Vitest are counted', () => {
  const file = vitest(2, 1, suite('failed', 'passed', 'failed'), suite('passed', 'passed'));
  expect(vitestTally(file, false)).toEqual({ passed: 2, failed: 1 });
});

test('a file that could not be loaded is one failure', () => {
  const file = vitest(1, 0, suite('failed'), suite('passed', 'passed'));
  expect(vitestTally(file, false)).toEqual({ passed: 1, failed: 1 });
});

test('a bad end that no test explains is one failure', () => {
  expect(vitestTally(vitest(1, 0, suite('passed', 'passed')), false)).toEqual({ passed: 1, failed: 1 });
});

test('no test at all is one failure', () => {
  expect(vitestTally(vitest(0, 0), true)).toEqual({ passed: 0, failed: 1 });
});

test('a missing report is one failure', () => {
  const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(vitestTally(join(dir, 'missing.json'), true)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightTally(join(dir, 'missing.json'), true)).toEqual({ passed: 0, failed: 1 });
  silence.mockRestore();
});

test('a flaky test of Playwright is a failed one', () => {
  const file = report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(playwrightTally(file, false)).toEqual({ passed: 3, failed: 2 });
});
