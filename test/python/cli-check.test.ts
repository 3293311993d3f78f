import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { interpreterForTests } from './interpreter.ts';
import { lab, labJson } from './lab.ts';

interface CheckReport {
  passed: boolean;
  scenarios: { id: string; passed: boolean; failure: { key: string; message: string } | null }[];
}

const listing = (name: string) => fileURLToPath(new URL(`../../lessons/listings/${name}`, import.meta.url));
const wrong = (name: string) => fileURLToPath(new URL(`exercises/write-your-own-pool/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lab-'));
// The first start makes the snapshot that all others begin with.
beforeAll(interpreterForTests);
afterAll(() => rmSync(folder, { recursive: true }));

describe.concurrent('lab check', () => {
  test('passes the solution of lesson 4, under any file name', async ({ expect }) => {
    const { code, report } = await labJson<CheckReport>('check', 'repair-the-worker', listing('work_manager_fixed.py'));
    expect([code, report.passed, report.scenarios.length]).toEqual([0, true, 6]);
  });

  test('does not pass what the exercise begins with, and says what is missing', async ({ expect }) => {
    const { code, report } = await labJson<CheckReport>('check', 'repair-the-worker', listing('work_manager.py'));
    expect([code, report.passed]).toEqual([1, false]);
    expect(report.scenarios.filter(({ passed }) => !passed).map(({ id, failure }) => [id, failure!.key])).toEqual([
      ['failing-job', 'job-not-done'],
      ['late-job', 'late-not-done'],
      ['closing', 'missing'],
      ['refusal', 'missing'],
    ]);
  });

  test('says of a hidden check what it asks when it fails, and only then', async ({ expect }) => {
    const { code, stdout } = await lab('check', 'write-your-own-pool', wrong('only_exceptions_are_caught.py'));
    expect(code).toBe(1);
    expect(stdout).toContain('✓ Hidden check 4 (20 schedules)\n✗ A job that raises SystemExit does not take');
    expect(stdout).toContain('✓ Hidden check 6 (60 schedules)\n');
  });

  test('does not run hidden checks before the others hold, and says how many there are', async ({ expect }) => {
    const { code, stdout } = await lab('check', 'write-your-own-pool', wrong('errors_are_swallowed.py'));
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      'Hidden checks that are run when these hold: 9',
      'Not yet.',
    ]);
  });

  test('names what reaches for the check, and does not run it', async ({ expect }) => {
    const file = join(folder, 'reaches.py');
    writeFileSync(file, 'import gc\ngc.get_objects()\n');
    const { code, stdout } = await lab('check', 'write-your-own-pool', file);
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([
      1,
      [expect.stringMatching(/^Line 2 of pool\.py uses get_objects\. /), 'Not yet.'],
    ]);
  });
});
