import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exerciseIdsOnDisk } from '../../simulator/cli/exercises.ts';
import { importTrace } from '../../simulator/trace/json.ts';
import { CACHE, interpreterForTests } from './interpreter.ts';
import { lab, labJson, type ExploreReport, type RunReport } from './lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-'));
// The first start makes the snapshot that all others begin with.
beforeAll(interpreterForTests);
afterAll(() => rmSync(folder, { recursive: true }));

test('the interpreter is kept as a snapshot, which the next command starts from', () => {
  // Node keeps what it has compiled beside it.
  const kept = readdirSync(join(CACHE, 'thread-pool-lab')).filter((name) => name !== 'compiled');
  expect(kept).toEqual([expect.stringMatching(/^python-[0-9a-f]{20}\.zst$/)]);
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
    [
      ['explore', 'greet.py', '--junit', '/none/here/out.xml'],
      'the file cannot be written: there is no folder /none/here',
    ],
    [['explore', 'greet.py', '--sarif', '/'], 'the file cannot be written: / is a folder'],
    [['check', 'a-semaphore', 'x.py'], 'a-semaphore is done in TypeScript: FILE.ts'],
    [['check', 'a-semaphore'], 'FILE.ts is missing'],
    [['check', 'repair-the-worker', 'x.ts'], 'repair-the-worker is done in Python: FILE.py'],
    [['check', 'a-semaphore', 'gone.ts'], 'there is no file gone.ts'],
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
