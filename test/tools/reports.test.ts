import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { root } from './command.mjs';
import { playwrightFiles, playwrightTally, vitestFiles, vitestTally } from './reports.mjs';

const dir = mkdtempSync(join(tmpdir(), 'lab-reports-'));
afterAll(() => rmSync(dir, { recursive: true }));

function report(content: unknown): string {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const suite = (status: string, ...tests: string[]) => ({
  name: join(root, 'test/a.test.ts'),
  status,
  assertionResults: tests.map((test, i) => ({ status: test, fullName: `test ${i}` })),
});

const vitest = (passed: number, failed: number, ...testResults: object[]) =>
  report({ numPassedTests: passed, numFailedTests: failed, testResults });

test('passed and failed tests of Vitest are counted, and those that failed are named', () => {
  const file = vitest(2, 1, suite('failed', 'passed', 'failed'), suite('passed', 'passed'));
  expect(vitestTally(file, false)).toEqual({ passed: 2, failed: 1, names: ['test/a.test.ts: test 1'] });
});

test('a file that could not be loaded is one failure', () => {
  const file = vitest(1, 0, suite('failed'), suite('passed', 'passed'));
  expect(vitestTally(file, false)).toEqual({ passed: 1, failed: 1, names: ['test/a.test.ts'] });
});

test('a bad end that no test explains is one failure', () => {
  expect(vitestTally(vitest(1, 0, suite('passed', 'passed')), false)).toEqual({ passed: 1, failed: 1, names: [] });
});

test('no test at all is one failure', () => {
  expect(vitestTally(vitest(0, 0), true)).toEqual({ passed: 0, failed: 1, names: [] });
});

test('a missing report is one failure', () => {
  const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(vitestTally(join(dir, 'missing.json'), true)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightTally(join(dir, 'missing.json'), true)).toEqual({ passed: 0, failed: 1 });
  silence.mockRestore();
});

test('tests of Playwright that fail are named, and so are two that passed at the second try; three have failed', () => {
  const spec = (line: number, status: string) => ({ file: 'a.spec.ts', line, title: status, tests: [{ status }] });
  const ran = (unexpected: number, flaky: number) =>
    report({
      stats: { expected: 3, unexpected, flaky, skipped: 0 },
      suites: [
        {
          specs: [spec(1, 'expected')],
          suites: [{ specs: Array.from({ length: flaky }, (_, i) => spec(9 + i, 'flaky')) }],
        },
        { specs: Array.from({ length: unexpected }, () => spec(2, 'unexpected')) },
      ],
    });
  const again = ['a.spec.ts:9: flaky', 'a.spec.ts:10: flaky', 'a.spec.ts:11: flaky'];
  expect(playwrightTally(ran(0, 2), true)).toEqual({ passed: 5, failed: 0, names: [], again: again.slice(0, 2) });
  expect(playwrightTally(ran(1, 2), false)).toEqual({
    passed: 5,
    failed: 1,
    names: ['a.spec.ts:2: unexpected'],
    again: again.slice(0, 2),
  });
  expect(playwrightTally(ran(0, 3), true)).toEqual({ passed: 3, failed: 3, names: again, again });
});

test('the seconds of a file are from its start to its end, or those of its tests together', () => {
  const timed = { ...suite('passed', 'passed'), startTime: 1000, endTime: 3500 };
  expect(vitestFiles(vitest(1, 0, timed))).toEqual([{ name: 'test/a.test.ts', seconds: 2.5 }]);
  const spec = (duration: number) => ({ file: 'a.spec.ts', tests: [{ results: [{ duration }] }] });
  const suites = [{ specs: [spec(1500)], suites: [{ specs: [spec(500)] }] }];
  expect(playwrightFiles(report({ suites }))).toEqual([{ name: 'test/e2e/a.spec.ts', seconds: 2 }]);
});
