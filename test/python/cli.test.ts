import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exerciseIdsOnDisk } from '../../simulator/cli/exercises.ts';
import { importTrace } from '../../simulator/trace/json.ts';
import { CACHE, interpreterForTests } from './interpreter.ts';
import { lab, labJson } from './lab.ts';

interface RunReport {
  status: string;
  stdout: string;
  stderr: string;
  clock: number;
  steps: number;
  schedule: string;
  blocked: { thread: string; on: string; holder: string | null }[];
  error: string | null;
  exitCode: number;
}
interface ExploreReport {
  explored: number;
  outcomes: Record<string, number>;
  endings: { status: string; count: number; replay: string }[];
  failure: {
    status: string;
    granularity: string;
    schedule: string;
    preemptions: number;
    explanation: string;
  } | null;
  levels: { granularity: string; explored: number; claim: { kind: string } | null }[];
  exhausted: boolean;
  schedulesPerSecond: number;
}
interface Sarif {
  runs: { results: { locations: { physicalLocation: object }[] }[] }[];
}
interface CheckReport {
  passed: boolean;
  scenarios: { id: string; passed: boolean; failure: { key: string; message: string } | null }[];
}

const listing = (name: string) => fileURLToPath(new URL(`../../lessons/listings/${name}`, import.meta.url));

const lostIncrement = fileURLToPath(new URL('../../lessons/museum/lost-increment/broken.py', import.meta.url));
const wrong = (name: string) => fileURLToPath(new URL(`exercises/write-your-own-pool/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lab-'));
// The first start makes the snapshot that all others begin with.
beforeAll(interpreterForTests);
afterAll(() => rmSync(folder, { recursive: true }));

test('the interpreter is kept as a snapshot, which the next command starts from', () => {
  expect(readdirSync(join(CACHE, 'thread-pool-lab'))).toEqual([expect.stringMatching(/^python-[0-9a-f]{20}\.zst$/)]);
});

describe.concurrent('lab run', () => {
  test('passes on what the program prints, byte for byte, and says on stderr how it ended', async ({ expect }) => {
    const { code, stdout, stderr } = await lab('run', 'greet.py', '--', 'x', '--json');
    expect(stdout).toBe("你好, Ada 42 ['greet.py', 'x', '--json']\nb'\\xff\\x00\\xc3('");
    expect(stderr).toBe('to stderr\nlab: Finished at t = 0 s, after 1 steps.\n');
    expect(code).toBe(0);
  });

  test('a finished program is one JSON object with --json, and exit code 0', async ({ expect }) => {
    const { code, report } = await labJson<RunReport>('run', 'sleeps.py');
    // 4 threads sleep 0.25 s at once.
    expect(report).toMatchObject({ status: 'finished', stdout: '0.25\n', stderr: '', clock: 0.25, blocked: [] });
    expect([code, report.error, report.exitCode]).toEqual([0, null, 0]);
  });

  test('a deadlock says who waits for what, and who holds it, with exit code 1', async ({ expect }) => {
    const { code, report } = await labJson<RunReport>('run', 'always_stuck.py');
    expect([code, report.status]).toEqual([1, 'deadlock']);
    expect(report.blocked).toEqual([
      { thread: 'MainThread', on: 'lock', holder: 'consumer' },
      { thread: 'consumer', on: 'jobs.not_empty', holder: null },
    ]);
    const { code: again, stderr } = await lab('run', 'always_stuck.py');
    expect([again, stderr]).toEqual([
      1,
      'lab: Deadlock at t = 1 s: MainThread waits for lock, which consumer holds; consumer waits for jobs.not_empty.\n',
    ]);
  });

  test('a deadlock of a pool says which futures are waited for, and that no worker is left for them', async ({
    expect,
  }) => {
    const { code, stderr } = await lab('run', 'nested_map.py');
    const workers = 'ThreadPoolExecutor-0_0 and ThreadPoolExecutor-0_1';
    const left = `(leaf), which has not begun: the 2 workers of its pool, ${workers}, are all waiting`;
    expect([code, stderr]).toEqual([
      1,
      'lab: Deadlock at t = 0 s: MainThread waits for Future-1 (branch), which ThreadPoolExecutor-0_0 runs; ' +
        `ThreadPoolExecutor-0_0 waits for Future-2 ${left}; ThreadPoolExecutor-0_1 waits for Future-3 ${left}.\n`,
    ]);
  });

  test('an exception in a thread is a status of its own, with exit code 1, and main goes on', async ({ expect }) => {
    const { code, report } = await labJson<RunReport>('run', 'raises.py');
    expect([code, report.status, report.error]).toEqual([1, 'exception', 'ValueError: no such page']);
    expect(report.stdout).toBe('main goes on\n');
    expect(report.stderr).toMatch(
      /^Exception in thread worker:\nTraceback .*\n {2}File "raises.py", line 5, in fail\n/s,
    );
  });

  test('a program that polls for ever is a livelock, one that only counts runs out of steps', async ({ expect }) => {
    const polls = await labJson<RunReport>('run', 'polls.py');
    expect([polls.code, polls.report.status]).toEqual([1, 'livelock']);
    const long = await labJson<RunReport>('run', 'long.py', '--max-steps', '50');
    expect([long.code, long.report.status, long.report.steps]).toEqual([1, 'budget', 50]);
  });

  test('what a program asked for in vain is said on stderr, and where the course has it', async ({ expect }) => {
    const missing = join(folder, 'missing.py');
    writeFileSync(missing, 'import threadpool');
    expect((await lab('run', missing)).stderr).toMatch(
      /^lab: threadpool is a listing of the course: .*threadpool\.py/m,
    );
  });

  test('sys.exit(3) is a finished program: its 3 is in the JSON, the exit code is 0', async ({ expect }) => {
    const { code, report } = await labJson<RunReport>('run', 'leaves.py');
    expect([code, report.status, report.stdout]).toEqual([0, 'finished', 'bye\n']);
    expect([report.exitCode, report.error]).toEqual([3, 'SystemExit: 3']);
  });

  test.for(['round-robin', 'run-to-block', 'random', 'pct'])(
    'a %s run is replayed from its schedule, event by event',
    async (schedule, { expect }) => {
      const [first, second] = [join(folder, `${schedule}-1.json`), join(folder, `${schedule}-2.json`)];
      const options = ['--granularity', 'line', '--seed', '5', '--trace'];
      const { report } = await labJson<RunReport>('run', 'lock_order.py', '--schedule', schedule, ...options, first);
      expect(report.schedule).toMatch(/^[\w-]+$/);
      const again = await labJson<RunReport>(
        'run',
        'lock_order.py',
        '--schedule',
        `replay:${report.schedule}`,
        '--trace',
        second,
      );
      expect(again.report).toEqual(report);
      expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'));
      const { trace, file } = importTrace(readFileSync(first, 'utf8'));
      expect(trace.objects.map(({ name }) => name)).toEqual(expect.arrayContaining(['lock_a', 'lock_b']));
      expect(file['granularity']).toBe('line');
    },
  );

  test('--real-time takes the time that the program sleeps', async ({ expect }) => {
    const { report } = await labJson<RunReport>('run', 'sleeps.py', '--real-time');
    expect([report.status, report.clock]).toEqual(['finished', 0.25]);
  });
});

test('links in a circle beside a program are not there, for run and explore', async () => {
  const odd = mkdtempSync(join(tmpdir(), 'loops-'));
  writeFileSync(join(odd, 'main.py'), 'import helper\nprint(helper.x)\n');
  writeFileSync(join(odd, 'helper.py'), 'x = 7\n');
  symlinkSync('self.py', join(odd, 'self.py'));
  symlinkSync('.', join(odd, 'here'));
  symlinkSync('gone', join(odd, 'gone.py'));
  const run = await lab('run', join(odd, 'main.py'));
  const explore = await labJson<ExploreReport>('explore', join(odd, 'main.py'), '--schedules', '2');
  const itself = await lab('run', join(odd, 'self.py'));
  rmSync(odd, { recursive: true });
  expect([run.code, run.stdout]).toEqual([0, '7\n']);
  expect([explore.code, explore.report.failure]).toEqual([0, null]);
  expect(itself.code).toBe(2);
  expect(itself.stderr).toMatch(/there is no file .*self\.py: it is a link that leads back to itself/);
});

describe.concurrent('a command that cannot be carried out has exit code 2 and says why', () => {
  test.for([
    [['run', 'nobody.py'], 'there is no file nobody.py'],
    [['run'], 'FILE.py is missing'],
    [
      ['run', 'greet.py', '--schedule', 'fair'],
      '--schedule takes one of round-robin, run-to-block, random, pct, replay:STRING, not fair',
    ],
    [
      ['run', 'greet.py', '--granularity', 'word'],
      '--granularity takes one of operation, line, access, bytecode, cpython, not word',
    ],
    [['run', 'greet.py', '--max-steps', '0'], '--max-steps takes a whole number from 1 to 4294967295, not 0'],
    [['run', 'greet.py', '--fast'], "Unknown option '--fast'"],
    [['run', 'greet.py', '--schedule', 'replay:obCgYC6u3'], 'this is not a whole schedule: was it cut, or mistyped?'],
    [['explore', 'greet.py', '--schedules', '0'], '--schedules takes a whole number from 1 to 4294967295, not 0'],
    [['check', 'fly'], `there is no exercise fly. There are: ${exerciseIdsOnDisk().join(', ')}`],
    [['check', 'repair-the-worker'], 'FILE.py is missing'],
    [['fly'], 'there is no command fly'],
    [[], 'a command is missing'],
  ] as [string[], string][])('%s', async ([args, message], { expect }) => {
    const { code, stdout, stderr } = await lab(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^lab: .*\nSee: lab .*--help\n$/);
    expect(stderr.split('\n')[0]).toBe(`lab: ${message}`);
  });

  test('the schedule of another program is not replayed', async ({ expect }) => {
    const { report } = await labJson<RunReport>('run', 'lock_order.py', '--schedule', 'random', '--seed', '3');
    const { code, stderr } = await lab('run', 'sleeps.py', '--schedule', `replay:${report.schedule}`);
    expect([code, stderr]).toEqual([2, expect.stringContaining('the schedule is not one of this program')]);
  });

  test.for(['--help', 'run --help', 'explore --help', 'check --help'])(
    'but lab %s is answered',
    async (args, { expect }) => {
      const { code, stdout, stderr } = await lab(...args.split(' '));
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Exit code'.slice(0, args === '--help' ? 0 : undefined));
    },
  );
});

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
    expect(xml).toMatch(/<failure type="deadlock" message="[^"<]*&#10;Again: lab run lock_order.py --schedule replay:/);
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
