import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { interpreterForTests } from './interpreter.ts';
import { lab, labJson, type ExploreReport, type RunReport } from './lab.ts';

interface Sarif {
  runs: { results: { locations: { physicalLocation: object }[] }[] }[];
}
const lostIncrement = fileURLToPath(new URL('../../lessons/museum/lost-increment/broken.py', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lab-'));
// The first start makes the snapshot that all others begin with.
beforeAll(interpreterForTests);
afterAll(() => rmSync(folder, { recursive: true }));

describe.concurrent('lab explore', () => {
  test('finds the deadlock of two locks, with one preemption, and tells it', async ({ expect }) => {
    const { code, report } = await labJson<ExploreReport>('explore', 'lock_order.py', '--schedules', '200');
    const { failure } = report;
    expect([code, failure?.status, failure?.preemptions]).toEqual([1, 'deadlock', 1]);
    expect(failure!.explanation).toMatch(
      /one was paused after lock_a.acquire and before lock_b.acquire \(line 6\); meanwhile two/,
    );
    expect(failure!.explanation).toMatch(
      /one waits for lock_b, which two holds; two waits for lock_a, which one holds\.$/,
    );
    const again = await labJson<RunReport>('run', 'lock_order.py', '--schedule', `replay:${failure!.schedule}`);
    expect([again.code, again.report.status]).toEqual([1, 'deadlock']);
  });

  test('finds the lost increment at bytecode granularity', async ({ expect }) => {
    const options = ['--schedules', '300', '--granularity', 'bytecode', '--strategy', 'random'];
    const { code, report } = await labJson<ExploreReport>('explore', lostIncrement, ...options);
    expect([code, report.failure?.status, report.failure?.preemptions]).toEqual([1, 'exception', 1]);
    expect(report.schedulesPerSecond).toBeGreaterThan(0);
  });

  test('and finds nothing in a program without one, with exit code 0', async ({ expect }) => {
    const options = ['--schedules', '25', '--granularity', 'line'];
    const { code, report } = await labJson<ExploreReport>('explore', 'sleeps.py', ...options);
    expect([code, report.explored, report.outcomes, report.failure]).toEqual([0, 25, { finished: 25 }, null]);
  });

  test('exhaustive search ends by itself when every schedule was tried', async ({ expect }) => {
    const options = ['--schedules', '5000', '--strategy', 'exhaustive', '--preemptions', '0'];
    const { code, report } = await labJson<ExploreReport>('explore', 'lock_order.py', ...options);
    expect([code, report.failure, report.exhausted]).toEqual([0, null, true]);
  });

  test('without a granularity it goes from operations to lines to bytecodes, and says what it did there', async ({
    expect,
  }) => {
    const { code, report } = await labJson<ExploreReport>('explore', lostIncrement, '--schedules', '200');
    expect([code, report.failure?.granularity, report.failure?.preemptions]).toEqual([1, 'access', 1]);
    expect(report.levels.map(({ granularity }) => granularity)).toEqual(['operation', 'line', 'access', 'bytecode']);
    expect(report.levels.reduce((sum, { explored }) => sum + explored, 0)).toBe(report.explored);
  });

  test('every distinct ending has a replay that ends so', async ({ expect }) => {
    const options = ['--schedules', '60', '--all', '--strategy', 'random'];
    const { report } = await labJson<ExploreReport>('explore', 'lock_order.py', ...options);
    expect(new Set(report.endings.map(({ status }) => status))).toEqual(new Set(['deadlock', 'finished']));
    for (const { status, replay } of report.endings) {
      const again = await labJson<RunReport>('run', 'lock_order.py', '--schedule', `replay:${replay}`);
      expect(again.report.status).toBe(status);
    }
  });

  test('depth-first search without a bound ends when all schedules were tried, and says that it is all', async ({
    expect,
  }) => {
    const file = join(folder, 'two.py');
    writeFileSync(file, 'import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()\n');
    const options = ['--strategy', 'dfs', '--granularity', 'operation'];
    const { code, report } = await labJson<ExploreReport>('explore', file, ...options);
    expect([code, report.exhausted, report.levels[0]?.claim]).toEqual([0, true, { kind: 'schedules' }]);
  });

  test('it stops when the time is over, with what there is', async ({ expect }) => {
    const file = join(folder, 'slow.py');
    writeFileSync(file, 'import time\nfor n in range(900): time.sleep(1)\n');
    const options = ['--schedules', '4000000000', '--time', '1', '--strategy', 'random'];
    const { code, report } = await labJson<ExploreReport>('explore', file, ...options);
    expect([code, report.failure]).toEqual([0, null]);
  });

  test('it writes the failure down for a CI server, as JUnit and as SARIF, with its line and its replay', async ({
    expect,
  }) => {
    const [junit, sarif] = [join(folder, 'out.xml'), join(folder, 'out.sarif')];
    const { code } = await lab('explore', 'lock_order.py', '--junit', junit, '--sarif', sarif);
    expect(code).toBe(1);
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toMatch(/<testsuite name="lab explore" tests="1" failures="1" errors="0"/);
    expect(xml).toMatch(
      /<failure type="deadlock" message="[^"<]*&#10;Again: lab run lock_order.py --schedule replay:[\w-]+">[^<]*<\/failure>/,
    );
    const [result] = (JSON.parse(readFileSync(sarif, 'utf8')) as Sarif).runs[0]!.results;
    expect(result).toMatchObject({ ruleId: 'deadlock', level: 'error' });
    expect(result!.locations[0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'lock_order.py' },
      region: { startLine: 6 },
    });
  });

  test('in words it says how to run the failing schedule again', async ({ expect }) => {
    const { code, stdout } = await lab('explore', 'lock_order.py', '--schedules', '200');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /\nIt fails with 1 preemption\. .*\n\nAgain: lab run lock_order.py --schedule replay:[\w-]+\n$/,
    );
  });
});
